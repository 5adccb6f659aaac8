"""Closed lists of the archive: each value is the code that the named standard uses, or a plain English word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Access(TextChoices):
    """Who may read an article once any embargo has ended."""

    OPEN = "open", _("open to everybody")
    REGISTERED = "registered", _("registered readers")
    STAFF = "staff", _("staff only")


class ArticleState(TextChoices):
    """Whether an article is offered to readers; a withdrawn one keeps its record and its history."""

    ACTIVE = "active", _("active")
    WITHDRAWN = "withdrawn", _("withdrawn")


class AccessionState(TextChoices):
    """How far an act of taking in is; one that stopped goes on where it was."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    STOPPING = "stopping", _("stopping")
    STOPPED = "stopped", _("stopped")
    DONE = "done", _("done")


class PublisherKind(TextChoices):
    """An outlet publishes to readers, an agency supplies outlets."""

    OUTLET = "outlet", _("outlet")
    AGENCY = "agency", _("agency")


class RelationKind(TextChoices):
    """How two articles belong together."""

    SAME_EVENT = "same-event", _("about the same happening")
    REPRINT = "reprint", _("reprint of the same words")
    NEAR_DUPLICATE = "near-duplicate", _("nearly the same words")
    SHARED_PASSAGES = "shared-passages", _("shares passages")
    VERSION_OF = "version-of", _("another version of the same story")


class RelationStatus(TextChoices):
    """Whether a relation is a machine's suggestion, or what a person decided."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class CollectionLevel(TextChoices):
    """Levels of description, ISAD(G) 3.1.4."""

    FONDS = "fonds", _("fonds")
    SERIES = "series", _("series")
    FILE = "file", _("file")
    COLLECTION = "collection", _("collection")


class BlockRole(TextChoices):
    """What a block of text is; the first group is the article's own content, the second stands around it."""

    HEADLINE = "headline", _("headline")
    STANDFIRST = "standfirst", _("standfirst")
    BYLINE = "byline", _("byline")
    CAPTION = "caption", _("caption")
    CROSSHEAD = "crosshead", _("crosshead")
    PARAGRAPH = "paragraph", _("paragraph")
    QUOTE = "quote", _("quote")
    LIST = "list", _("list")
    TABLE = "table", _("table")
    TIMESTAMP = "timestamp", _("timestamp")
    MASTHEAD = "masthead", _("masthead")
    NAVIGATION = "navigation", _("navigation")
    TEASER = "teaser", _("teaser")
    ERROR = "error", _("error message")
    NOTICE = "notice", _("notice")
    IMAGE_ALT = "image-alt", _("image description")


#: Roles that are the article itself: what search, reading and agreement use by default.
CONTENT_ROLES = frozenset(
    {
        BlockRole.HEADLINE,
        BlockRole.STANDFIRST,
        BlockRole.BYLINE,
        BlockRole.CAPTION,
        BlockRole.CROSSHEAD,
        BlockRole.PARAGRAPH,
        BlockRole.QUOTE,
        BlockRole.LIST,
        BlockRole.TABLE,
    }
)

#: Roles of the page around the article. A timestamp is neither: it is evidence, shown but not searched as content.
BOILERPLATE_ROLES = frozenset(
    {
        BlockRole.MASTHEAD,
        BlockRole.NAVIGATION,
        BlockRole.TEASER,
        BlockRole.ERROR,
        BlockRole.NOTICE,
        BlockRole.IMAGE_ALT,
    }
)


class Field(TextChoices):
    """Descriptive fields that an article can have a value for, each with its evidence."""

    HEADLINE = "headline", _("headline")
    STANDFIRST = "standfirst", _("standfirst")
    BYLINE = "byline", _("byline")
    PUBLISHER = "publisher", _("publisher")
    AGENCY = "agency", _("agency")
    DATELINE_PLACE = "dateline_place", _("dateline place")
    EVENT_DATE = "event_date", _("date of the event")
    DATELINE_DATE = "dateline_date", _("dateline date")
    PUBLISHED = "published", _("published")
    MODIFIED = "modified", _("last updated")
    CAPTURED = "captured", _("captured")
    LANGUAGE = "language", _("language")
    GENRE = "genre", _("genre")


#: Fields whose value is a date: they carry EDTF and its earliest and latest day.
DATE_FIELDS = frozenset({Field.EVENT_DATE, Field.DATELINE_DATE, Field.PUBLISHED, Field.MODIFIED, Field.CAPTURED})


class ValueStatus(TextChoices):
    """How a value came to be known."""

    AS_PRINTED = "as-printed", _("as printed")
    PARTLY_SUPPLIED = "partly-supplied", _("partly supplied")
    SUPPLIED = "supplied", _("supplied")
    EXTERNAL = "external", _("from an outside source")
    NOT_STATED = "not-stated", _("not stated")


class Certainty(TextChoices):
    """How sure the person or the rule was; the values of TEI ``@cert`` (TEI P5, att.global.responsibility)."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")
    UNKNOWN = "unknown", _("unknown")


class EventType(TextChoices):
    """Kinds of preservation event, by the Library of Congress' vocabulary for PREMIS eventType."""

    INGESTION = "ingestion", _("ingestion")
    MESSAGE_DIGEST = "message digest calculation", _("message digest calculation")
    FIXITY_CHECK = "fixity check", _("fixity check")
    EXTRACTION = "information extraction", _("text extraction")
    METADATA_MODIFICATION = "metadata modification", _("metadata modification")
    MODIFICATION = "modification", _("modification")
    POLICY_ASSIGNMENT = "policy assignment", _("rights and access")
    DISSEMINATION = "dissemination", _("dissemination")
    DEACCESSION = "deaccession", _("withdrawal")
    RECOVERY = "recovery", _("restoration")
    DELETION = "deletion", _("destruction")


class Outcome(TextChoices):
    """How an event ended, by the Library of Congress' vocabulary for PREMIS eventOutcome."""

    SUCCESS = "success", _("success")
    WARNING = "warning", _("warning")
    FAIL = "fail", _("failure")


class ChangeAction(TextChoices):
    """What the change feed reports about a record."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ACCESS = "access", _("access changed")
