"""Files and zips are whole or absent, and know their digest and size."""

import hashlib
import stat
import zipfile
from pathlib import Path

import pytest

from exports.errors import ExportError
from exports.formats import tei
from exports.sinks import FileSink, ZipSink, member_name
from tests.exports.example import BASE_URL, dossier, key


class BrokenOffError(Exception):
    """What breaks an export off in these tests."""


def test_file_sink_writes_the_file_and_knows_digest_and_size(tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    with FileSink(path) as sink:
        sink.write(b"one ")
        sink.write(b"two")
    assert path.read_bytes() == b"one two"
    assert (sink.size, sink.sha256) == (7, hashlib.sha256(b"one two").hexdigest())


def test_file_sink_shows_nothing_before_its_end(tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    with FileSink(path) as sink:
        sink.write(b"half")
        assert not path.exists()


@pytest.mark.parametrize("sink", [FileSink, ZipSink])
def test_sink_leaves_nothing_after_an_error(sink: type[FileSink | ZipSink], tmp_path: Path) -> None:
    with pytest.raises(BrokenOffError), sink(tmp_path / "out"):
        raise BrokenOffError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sink", [FileSink, ZipSink])
def test_sink_leaves_an_older_file_as_it_was_after_an_error(sink: type[FileSink | ZipSink], tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"older")
    with pytest.raises(BrokenOffError), sink(path):
        raise BrokenOffError
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"older", [path])


def test_file_sink_replaces_an_older_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"older")
    with FileSink(path) as sink:
        sink.write(b"newer")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"newer", [path])


def test_file_sink_gives_the_file_the_usual_permissions(tmp_path: Path) -> None:
    usual, path = tmp_path / "usual", tmp_path / "out"
    usual.touch()
    with FileSink(path) as sink:
        sink.write(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_file_sink_says_where_it_cant_write(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "out"
    with pytest.raises(ExportError) as caught, FileSink(path):
        pass
    assert str(caught.value) == f"{path} can't be written: No such file or directory"


def test_file_sink_takes_bytes_only_while_open(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"is not open for writing$"):
        FileSink(tmp_path / "out").write(b"x")


def test_zip_sink_takes_members_only_while_open(tmp_path: Path) -> None:
    sink = ZipSink(tmp_path / "out")
    with pytest.raises(ExportError, match=r"is not open for writing$"), sink.member("A", key(1), extension="xml"):
        pass


def write_zip(path: Path) -> ZipSink:
    with ZipSink(path) as sink:
        for number, code in enumerate(["EX/1", "../etc/passwd", "Ü 2"], 1):
            with sink.member(code, key(number), extension="txt") as member:
                member.write(code.encode())
    return sink


def test_zip_sink_has_a_safe_member_for_each_article(tmp_path: Path) -> None:
    sink = write_zip(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
        assert archive.testzip() is None
    assert found == {
        f"EX_1-{key(1)}.txt": "EX/1",
        f"etc_passwd-{key(2)}.txt": "../etc/passwd",
        f"2-{key(3)}.txt": "Ü 2",
    }
    data = (tmp_path / "out.zip").read_bytes()
    assert (sink.size, sink.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_zip_sink_gives_the_same_bytes_for_the_same_content(tmp_path: Path) -> None:
    assert write_zip(tmp_path / "a.zip").sha256 == write_zip(tmp_path / "b.zip").sha256


def write_twice(path: Path) -> None:
    with ZipSink(path) as sink:
        for _ in range(2):
            with sink.member("EX/1", key(1), extension="xml") as member:
                member.write(b"x")


def test_zip_sink_refuses_an_article_twice_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"has EX_1-.*\.xml already$"):
        write_twice(tmp_path / "out.zip")
    assert list(tmp_path.iterdir()) == []


def write_half(path: Path) -> None:
    with ZipSink(path) as sink, sink.member("EX/1", key(1), extension="xml") as member:
        member.write(b"half")
        raise BrokenOffError


def test_zip_sink_leaves_nothing_where_a_member_breaks_off(tmp_path: Path) -> None:
    with pytest.raises(BrokenOffError):
        write_half(tmp_path / "out.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("EX/1", f"EX_1-{key(1)}.xml"),
        ("", f"{key(1)}.xml"),
        ("...", f"{key(1)}.xml"),
        ("a" * 200, f"{'a' * 80}-{key(1)}.xml"),
        ("a\0b\nc", f"a_b_c-{key(1)}.xml"),
    ],
    ids=["a slash", "no reference code", "only dots", "a long code", "control characters"],
)
def test_member_name_is_plain_and_unique(code: str, expected: str) -> None:
    assert member_name(code, key(1), extension="xml") == expected


def test_sinks_take_what_tei_streams(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    with FileSink(path) as sink:
        assert tei.write_many([dossier(), dossier()], sink, base_url=BASE_URL) == 2
    with path.open("rb") as stream:
        assert list(tei.read(stream)) == [dossier(), dossier()]
