"""Messages (RFC 5322 with MIME): subject, sender and date, and the body that says most; a saved page is read as one."""

import email
from collections.abc import Mapping
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

from archive.errors import ExtractionError
from archive.extractors.building import TextBuilder, folded
from archive.extractors.html import HtmlExtractor
from archive.extractors.stories import add_markup, add_text
from archive.extractors.values import Values
from archive.records import NO_HEADERS, ExtractedText


class EmlExtractor:
    """The extractor for a stored message, and for a page in MHTML."""

    name = "eml"
    version = "1"

    def extract(
        self,
        data: bytes,
        *,
        charset: str = "",  # noqa: ARG002 - each part says its own
        headers: Mapping[str, str] = NO_HEADERS,  # noqa: ARG002 - of the protocol
    ) -> ExtractedText:
        """Give the message's text; raises ``ExtractionError`` where no part of it is text."""
        message = email.message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        part = message.get_body(("html", "plain"))
        if not isinstance(part, EmailMessage):
            raise ExtractionError("no part of the message is text")
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            raise ExtractionError("the message's text is empty")
        declared = part.get_content_charset() or ""
        if message.get_content_type() == "multipart/related" and part.get_content_type() == "text/html":
            page = HtmlExtractor().extract(payload, charset=declared)
            return replace(page, charset_evidence=f"of the page in the message: {page.charset_evidence}")
        return _letter(message, part, payload, declared)


def _letter(message: EmailMessage, part: EmailMessage, payload: bytes, declared: str) -> ExtractedText:
    builder, values = TextBuilder(), Values()
    subject = folded(str(message.get("subject") or ""))
    values.in_text("headline", subject, builder.block(subject, "headline", "Subject"))
    sender = folded(str(message.get("from") or ""))
    values.in_text("byline", sender, builder.block(sender, "byline", "From"))
    text, warnings = _decoded(payload, declared)
    (add_markup if part.get_content_type() == "text/html" else add_text)(builder, text, part.get_content_type())
    if not any(block.role not in {"headline", "byline"} for block in builder.blocks):
        raise ExtractionError("the message's text has no words")
    values.moment("published", str(message.get("date") or ""), "Date", note="when it was sent")
    values.datelines(builder)
    values.event(builder)
    values.language(builder, str(message.get("content-language") or ""), "Content-Language")
    return builder.built(
        values.all,
        charset=declared or "us-ascii",
        charset_evidence="declared by the part" if declared else "what a part without a charset is in (RFC 2045, 5.2)",
        warnings=warnings,
    )


def _decoded(payload: bytes, declared: str) -> tuple[str, list[str]]:
    try:
        return payload.decode(declared or "utf-8"), []
    except (LookupError, UnicodeDecodeError) as error:
        return payload.decode("latin-1"), [
            f"{declared or 'no charset'} does not fit its bytes ({error}); read as latin-1"
        ]
