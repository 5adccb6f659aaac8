"""Typed reading of the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

NAME = "DATELINE_FOR_THIS_TEST"


def test_text_gives_the_variable(monkeypatch):
    monkeypatch.setenv(NAME, " as it stands ")
    assert env.text(NAME, "other") == " as it stands "


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
def test_text_without_a_value_is_the_default(monkeypatch, value):
    monkeypatch.delenv(NAME, raising=False)
    if value is not None:
        monkeypatch.setenv(NAME, value)
    assert env.text(NAME, "the default") == "the default"


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
def test_text_without_a_value_or_default_stops_the_start(monkeypatch, value):
    monkeypatch.delenv(NAME, raising=False)
    if value is not None:
        monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as caught:
        env.text(NAME)
    assert str(caught.value) == f"Set {NAME} in the environment; see the table of settings in README.md."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a.example.org", ["a.example.org"]),
        ("a.example.org, b.example.org", ["a.example.org", "b.example.org"]),
        (" ,a,, b ,", ["a", "b"]),
        (",", []),
    ],
)
def test_words_are_parted_at_commas(monkeypatch, value, words):
    monkeypatch.setenv(NAME, value)
    assert env.words(NAME, "x") == words


def test_folder_is_made_and_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(NAME, "var/data")
    assert (env.folder(NAME, Path("/nowhere")), (tmp_path / "var/data").is_dir()) == (tmp_path / "var/data", True)


def test_folder_below_the_home_is_found(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(NAME, "~/dateline")
    assert env.folder(NAME, Path("/nowhere")) == tmp_path / "dateline"


def test_folder_that_is_a_file_stops_the_start(monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv(NAME, str(file))
    with pytest.raises(ImproperlyConfigured) as caught:
        env.folder(NAME, tmp_path)
    assert str(caught.value) == f"{NAME} can't be used as a folder: {file} (File exists)."


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        *((value, True) for value in ("1", "true", "yes", "on", "YES", "True")),
        *((value, False) for value in ("0", "false", "no", "off", "NO", "False")),
    ],
)
def test_flag_reads_truth_values(monkeypatch, value, flag):
    monkeypatch.setenv(NAME, value)
    assert env.flag(NAME, default=not flag) is flag


@pytest.mark.parametrize("default", [True, False])
def test_flag_without_a_value_is_the_default(monkeypatch, default):
    monkeypatch.delenv(NAME, raising=False)
    assert env.flag(NAME, default=default) is default


@pytest.mark.parametrize("value", ["maybe", "2", " yes"])
def test_flag_that_is_no_truth_value_stops_the_start(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as caught:
        env.flag(NAME, default=False)
    assert str(caught.value) == (f"{NAME} must be one of yes, no, true, false, on, off, 1, 0; it is {value.lower()!r}.")
