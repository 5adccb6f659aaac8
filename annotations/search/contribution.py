"""The contributor (``archive.search.contributor``) that the annotations app registers."""

from collections.abc import Collection, Mapping, Sequence

from accounts.access import Viewer
from annotations.search.documents import annotation_documents, article_annotations
from annotations.search.hits import annotation_hits
from annotations.search.names import ENTITY_FIELDS, ids_of, labels_of
from annotations.search.tasks import tasks_of
from annotations.selectors.withheld import withheld_claims, withheld_entities
from archive.search.documents import AnnotationDocument
from archive.search.fields import FieldKind, FieldSpec, Subject
from archive.search.results import Hit, Label
from archive.selectors.delisting import Withheld


def _field(name: str, kind: FieldKind, help_text: str) -> FieldSpec:
    return FieldSpec(name=name, kind=kind, subject=Subject.ANNOTATION, help=help_text)


FIELDS = (
    _field("words", FieldKind.TEXT, "the words that were marked, or what was said"),
    _field("cue", FieldKind.TEXT, "how it was said and through whom, as printed"),
    _field("entity", FieldKind.NAME, "who or what is mentioned, under any name"),
    _field("speaker", FieldKind.NAME, "who said it, under any name"),
    _field("speaks_for", FieldKind.NAME, "on whose behalf it was said"),
    _field("relay", FieldKind.NAME, "who passed it on"),
    _field("claim", FieldKind.NAME, "what it affirms or denies: words of the claim or of its topic"),
    _field("annotator", FieldKind.NAME, "who marked it, by pseudonym"),
    _field("tag", FieldKind.CODE, "the tag of a mention"),
    _field("attribution", FieldKind.CODE, "direct, indirect, mixed or none"),
)


class AnnotationsContributor:
    """Mentions and statements as part of search."""

    fields: Sequence[FieldSpec] = FIELDS
    facets: Sequence[str] = ("entity", "speaker", "speaks_for", "claim", "tag")

    def documents(self, article_ids: Collection[int]) -> Mapping[int, tuple[AnnotationDocument, ...]]:
        return article_annotations(article_ids)

    def annotations(self, keys: Collection[int]) -> Sequence[AnnotationDocument]:
        return annotation_documents(keys)

    def resolve(self, field: str, text: str, *, viewer: Viewer) -> frozenset[str]:  # noqa: ARG002 - of the protocol
        return ids_of(field, text)

    def labels(self, field: str, ids: Collection[str]) -> Mapping[str, Label]:
        return labels_of(field, ids)

    def withheld(self, withheld: Withheld) -> Mapping[str, frozenset[str]]:
        if not withheld:
            return {}
        hidden = frozenset(map(str, withheld_entities(withheld)))
        return {**dict.fromkeys(ENTITY_FIELDS, hidden), "claim": frozenset(map(str, withheld_claims(withheld)))}

    def tasks(self, viewer: Viewer) -> frozenset[str]:
        return tasks_of(viewer)

    def hits(self, keys: Sequence[int], scores: Sequence[float], *, viewer: Viewer) -> list[Hit]:
        return annotation_hits(keys, scores, viewer=viewer)
