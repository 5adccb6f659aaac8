"""The documentation names what there is."""

import re
from pathlib import Path

import pytest

from archive.extractors import EXTRACTORS
from archive.readers import READERS
from exports.formats import FORMATS

README = Path("README.md").read_text(encoding="utf-8")
SETTINGS = sorted(
    set(re.findall(r'"(DATELINE_[A-Z_]+)"', "".join(path.read_text() for path in Path("config/settings").glob("*.py"))))
)
COMMANDS = sorted(
    path.stem
    for app in ("archive", "exports", "config")
    for path in Path(app, "management", "commands").glob("*.py")
    if path.stem != "__init__"
)
ENTRY = Path("docs/adr/0006-libraries.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SETTINGS)
def test_readme_names_every_setting(name: str):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_command(name: str):
    assert f"`manage.py {name}" in README


@pytest.mark.parametrize("name", [*READERS, *FORMATS, *EXTRACTORS])
def test_readme_names_every_reader_extractor_and_format(name: str):
    assert f"`{name}`" in README


@pytest.mark.parametrize(
    "file", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DEPLOYNOTES.md"], ids=lambda file: file
)
def test_documents_lead_to_files_that_are_there(file: str):
    links = re.findall(r"\]\(([^)#:]+)\)", Path(file).read_text(encoding="utf-8"))
    assert [link for link in links if not Path(link).exists()] == []


def test_decisions_name_every_dependency():
    text = Path("pyproject.toml").read_text(encoding="utf-8")
    declared = re.findall(r'^    "([A-Za-z0-9-]+)[>\[]', text.split("[dependency-groups]")[0], re.MULTILINE)
    assert [name for name in declared if name.lower() not in ENTRY.lower()] == []
