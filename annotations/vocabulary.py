"""Closed lists of annotation: W3C, PARC3 and FactBank terms where they have one, else a plain English word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LayerKind(TextChoices):
    """What a layer's annotations say: a name stands for an entity, or somebody said something."""

    ENTITY = "entity", _("entities")
    CLAIM = "claim", _("claims")


class SetRole(TextChoices):
    """In which capacity a set's annotations were made."""

    ANNOTATOR = "annotator", _("annotator")
    CURATOR = "curator", _("curator")
    MACHINE = "machine", _("machine")


class SetState(TextChoices):
    """Where an annotation set stands between a first mark and the reading room."""

    OPEN = "open", _("open")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    CURATED = "curated", _("curated")
    SUPERSEDED = "superseded", _("superseded")


#: States in which a set's own annotator may still change it.
WRITABLE_STATES = frozenset({SetState.OPEN, SetState.RETURNED})

#: States in which others may read a set, project permitting.
READABLE_STATES = frozenset({SetState.SUBMITTED, SetState.CURATED})


class Motivation(TextChoices):
    """Motivations of the W3C Web Annotation vocabulary, section 4.2, that Dateline writes."""

    IDENTIFYING = "identifying", _("identifying")
    CLASSIFYING = "classifying", _("classifying")
    DESCRIBING = "describing", _("describing")
    COMMENTING = "commenting", _("commenting")


class SpanRole(TextChoices):
    """What a span is to its annotation; content, source and cue are PARC3's (Pareti 2016)."""

    BODY = "body", _("words")
    CONTENT = "content", _("what was said")
    SOURCE = "source", _("who said it")
    CUE = "cue", _("how it was said")
    VIA = "via", _("through whom")


class Attribution(TextChoices):
    """How a statement's words are given; PARC3's quotation types, and none for the outlet's own voice."""

    DIRECT = "direct", _("direct speech")
    INDIRECT = "indirect", _("indirect speech")
    MIXED = "mixed", _("mixed speech")
    NONE = "none", _("in the outlet's own voice")


class Factuality(TextChoices):
    """How certain the speaker presents it; FactBank's values (Saurí and Pustejovsky 2009)."""

    CT_PLUS = "CT+", _("certain")
    PR_PLUS = "PR+", _("probable")
    PS_PLUS = "PS+", _("possible")
    CT_MINUS = "CT-", _("certainly not")
    PR_MINUS = "PR-", _("probably not")
    PS_MINUS = "PS-", _("possibly not")
    UNCOMMITTED = "Uu", _("uncommitted")


class SourceRole(TextChoices):
    """A speaker holds the words; a relay passes them on."""

    SPEAKER = "speaker", _("speaker")
    RELAY = "relay", _("relay")


class SourceKind(TextChoices):
    """What kind of source a statement names."""

    NAMED = "named", _("named person or body")
    UNNAMED = "unnamed", _("unnamed")
    COLLECTIVE = "collective", _("collective")
    DOCUMENT = "document", _("document")
    REPORTER = "reporter", _("reporter")
    INTERPRETER = "interpreter", _("interpreter")
    AGENCY = "agency", _("news agency")


class EntityKind(TextChoices):
    """Kinds of entity; gpe is a place with a government, also when its name stands for the government."""

    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organisation")
    GPE = "gpe", _("country or city with government")
    PLACE = "place", _("place")
    OBJECT = "object", _("object")
    EVENT = "event", _("event")


class NameKind(TextChoices):
    """What a name is to its entity."""

    PREFERRED = "preferred", _("preferred")
    VARIANT = "variant", _("variant")
    AS_PRINTED = "as-printed", _("as printed")
    ROLE = "role", _("role or description")


class Polarity(TextChoices):
    """What a statement does to a claim."""

    AFFIRMS = "affirms", _("affirms")
    DENIES = "denies", _("denies")
    QUESTIONS = "questions", _("questions")
    LEAVES_OPEN = "leaves-open", _("leaves open")


class ReviewStatus(TextChoices):
    """Whether a curator's judgement, or a suggestion, has been confirmed."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class ClaimRelationKind(TextChoices):
    """How one claim bears on another."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    QUALIFIES = "qualifies", _("qualifies")
    UPDATES = "updates", _("updates")
    FULFILS = "fulfils", _("fulfils")


#: Kinds that hold in both directions; they are stored once, with the smaller uuid first.
SYMMETRIC_CLAIM_RELATIONS = frozenset({ClaimRelationKind.CONTRADICTS})


class Extent(TextChoices):
    """How far a contradiction goes."""

    STRICT = "strict", _("strict")
    PARTIAL = "partial", _("partial")
    TENSION = "tension", _("tension")


class RevisionKind(TextChoices):
    """Which kind of record a revision keeps."""

    ANNOTATION = "annotation", _("annotation")
    ENTITY = "entity", _("entity")
    CLAIM = "claim", _("claim")


class RevisionAction(TextChoices):
    """What made a revision."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    DELETED = "deleted", _("deleted")
    RESTORED = "restored", _("restored")
    MERGED = "merged", _("merged")
    UNMERGED = "unmerged", _("merge undone")
    IMPORTED = "imported", _("imported")


class Decision(TextChoices):
    """What a curator decided about the annotators' versions."""

    ACCEPTED = "accepted", _("accepted")
    CHANGED = "changed", _("changed")
    REJECTED = "rejected", _("rejected")
    ADDED = "added", _("added")
