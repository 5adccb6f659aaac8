"""Archives: members as sources, within bounds, and never by their names."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from archive.readers import AUTO
from archive.readers.sources import Source
from archive.records import BadRecord

PAGE = b"<!DOCTYPE html><html><body><p>The bridge was opened.</p></body></html>"


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def read(data: bytes, name: str = "box") -> list:
    return list(AUTO.records(Source(name, data=data)))


def told(data: bytes) -> list[tuple[str, str]]:
    """Give, for each record, what it is called and its format or the reason."""
    return [
        (one.file, one.reason) if isinstance(one, BadRecord) else (one.file_name, one.extractor) for one in read(data)
    ]


@pytest.mark.parametrize(
    "pack",
    [
        zipped,
        tarred,
        lambda *members: tarred(*members, mode="w:gz"),
        lambda *members: tarred(*members, mode="w:bz2"),
        lambda *members: tarred(*members, mode="w:xz"),
    ],
    ids=["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)
def test_members_are_read_as_files_are(pack):
    data = pack(("a/page.html", PAGE), ("note.txt", b"The bridge was opened.\n"), ("p.png", b"\x89PNG\r\n\x1a\n"))
    assert told(data) == [
        ("a/page.html", "html"),
        ("note.txt", "plain"),
        ("box!/p.png", "it is a PNG image, not text"),
    ]
    assert [record.data for record in read(data)[:2]] == [PAGE, b"The bridge was opened.\n"]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_read_without_its_suffix(compress):
    (record,) = read(compress(PAGE), name="page.html.gz")
    assert (record.file_name, record.extractor, record.data) == ("page.html", "html", PAGE)


def test_a_member_longer_than_memory_allows_is_read_from_the_disk():
    words = b"".join(b"Paragraph %d: the bridge was opened again.\n\n" % number for number in range(300_000))
    (record,) = read(zipped(("long.txt", words)))
    assert record.data == words


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "..\\..\\win.txt", "C:\\x.txt", "C:/x.txt"]
)
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(name):
    records = told(zipped((name, b"evil"), ("ok.txt", b"The bridge was opened.\n")))
    assert records[0][1] == "its name leads out of the archive"
    assert records[1:] == [("ok.txt", "plain")]


def test_members_of_the_same_name_are_both_taken():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a.txt", b"One bridge.\n"), ("a.txt", b"Another bridge.\n"))
    assert [(one.file_name, one.data) for one in read(data)] == [
        ("a.txt", b"One bridge.\n"),
        ("a.txt (no. 2 of that name)", b"Another bridge.\n"),
    ]


@pytest.mark.parametrize("pack", [zipped, lambda member: tarred(member, mode="w:gz")], ids=["zip", "tar.gz"])
def test_a_bomb_is_not_believed(pack):
    records = told(pack(("bomb.txt", bytes(40 * 1024 * 1024))))
    assert [name for name, reason in records if "which is not believed" in reason]


def test_a_bomb_of_gzip_is_not_believed():
    assert "which is not believed" in told(gzip.compress(bytes(40 * 1024 * 1024)))[0][1]


def test_an_archive_inside_an_archive_is_not_opened():
    inner = zipped(("a.txt", b"The bridge was opened.\n"))
    assert told(zipped(("inner.zip", inner), ("b.txt", b"Text.\n"))) == [
        ("box!/inner.zip", "an archive inside an archive; unpack it first"),
        ("b.txt", "plain"),
    ]


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_damaged_archive_is_reported(cut):
    data = zipped(("a.txt", b"The bridge was opened. " * 40), ("b.txt", b"Text.\n"))
    records = read(data[:-cut])
    assert records
    assert all(isinstance(one, BadRecord) and one.reason.startswith("it is damaged") for one in records)


@pytest.mark.parametrize("lie", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"])
def test_a_gzip_that_lies_about_its_size_is_reported(lie):
    data = gzip.compress(b"The bridge was opened.\n")[:-4] + lie
    (record,) = read(data)
    assert isinstance(record, BadRecord)
    assert record.reason.startswith("it is damaged")


def test_an_encrypted_member_is_reported():
    data = bytearray(zipped(("a.txt", b"The bridge was opened.\n")))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert told(bytes(data)) == [("box!/a.txt", "it is encrypted")]


def test_links_in_a_tar_are_reported():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert told(buffer.getvalue()) == [("box!/link", "not a regular file but a link or a device")]
