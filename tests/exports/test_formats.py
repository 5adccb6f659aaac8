"""What every format must do."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exports.errors import ExportError
from exports.formats import FORMATS, READABLE_FORMATS
from tests.exports.example import BASE_URL, dossier


@pytest.mark.parametrize("name", FORMATS)
def test_format_stands_under_its_name(name: str) -> None:
    assert FORMATS[name].name == name


@pytest.mark.parametrize("name", FORMATS)
def test_format_refuses_what_the_checks_refuse(name: str) -> None:
    with pytest.raises(ExportError):
        FORMATS[name].write(replace(dossier(), agents=()), base_url=BASE_URL)


@pytest.mark.parametrize("name", FORMATS)
def test_format_gives_the_same_bytes_for_the_same_dossier(name: str) -> None:
    assert FORMATS[name].write(dossier(), base_url=BASE_URL) == FORMATS[name].write(dossier(), base_url=BASE_URL)


@pytest.mark.parametrize("name", READABLE_FORMATS)
def test_format_gives_back_what_it_was_given(name: str) -> None:
    one, stream = READABLE_FORMATS[name], io.BytesIO()
    assert list(one.read(io.BytesIO(one.write(dossier(), base_url=BASE_URL)))) == [dossier()]
    assert one.write_many([dossier(), dossier()], stream, base_url=BASE_URL) == 2
    stream.seek(0)
    assert list(one.read(stream)) == [dossier(), dossier()]


def test_formats_need_no_django() -> None:
    code = "import sys; sys.modules['django'] = None; import exports.formats, exports.checks, exports.sinks"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
