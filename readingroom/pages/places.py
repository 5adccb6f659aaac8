"""Where words stand in the capture, down to the bytes."""

from archive.snapshots import ArticleSnapshot, CaptureSnapshot
from archive.storage import read_blob
from archive.text import ByteMap

#: Larger captures are not read for a page.
_LARGEST = 1_000_000

_PLAIN = "text/plain"


def text_capture(article: ArticleSnapshot) -> CaptureSnapshot | None:
    """Give the capture that the current text was made from."""
    return next((capture for capture in article.captures if capture.uuid == article.text.capture), None)


def byte_map(article: ArticleSnapshot) -> ByteMap | None:
    """Give the way from the current text to the bytes of its capture.

    None where the text is not simply the capture decoded, and where the capture is large or its bytes are absent.
    """
    capture = text_capture(article)
    if capture is None or capture.media_type != _PLAIN or capture.locator or capture.size > _LARGEST:
        return None
    try:
        found = ByteMap(read_blob(capture.sha256), capture.charset)
    except (OSError, LookupError):
        return None
    return found if found.text == article.text.text else None
