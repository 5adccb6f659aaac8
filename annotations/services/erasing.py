"""What goes of this app when an article is destroyed: sets, annotations, quotes, and all their histories."""

from django.db.models import Q

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationSet,
    Assignment,
    ClaimReading,
    Mention,
    Note,
    Revision,
    Span,
    Stance,
    Statement,
    StatementSource,
    SuggestionRejection,
    UtteranceLink,
)
from annotations.vocabulary import RevisionKind
from archive.models import Article
from archive.services.destruction import ERASERS


def erase_annotations(article: Article) -> None:
    """Remove every annotation of an article with its revisions; entities and claims, which others share, stay."""
    sets = AnnotationSet.objects.filter(text_version__article=article)
    annotations = Annotation.objects.filter(annotation_set__in=sets)
    keys = list(annotations.values_list("pk", flat=True))
    uuids = list(annotations.values_list("uuid", flat=True))
    AnnotationSet.objects.filter(carried_from__in=sets).update(carried_from=None)
    Annotation.objects.filter(derived_from__in=keys).update(derived_from=None)
    Statement.objects.filter(parent__in=keys).update(parent=None)
    sources = Adjudication.sources.through.objects
    for rows in (
        sources.filter(Q(annotation__in=keys) | Q(adjudication__annotation_set__in=sets)),
        Adjudication.objects.filter(annotation_set__in=sets),
        SuggestionRejection.objects.filter(Q(suggestion__in=keys) | Q(annotation_set__in=sets)),
        UtteranceLink.objects.filter(Q(a__in=keys) | Q(b__in=keys)),
        Stance.objects.filter(statement__in=keys),
        ClaimReading.objects.filter(text_version__article=article),
        StatementSource.objects.filter(statement__in=keys),
        Statement.objects.filter(pk__in=keys),
        Mention.objects.filter(pk__in=keys),
        Span.objects.filter(annotation__in=keys),
        Note.objects.filter(annotation_set__in=sets),
        Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid__in=uuids),
        Annotation.objects.filter(pk__in=keys),
        AnnotationSet.objects.filter(text_version__article=article),
        Assignment.objects.filter(article=article),
    ):
        rows._raw_delete(rows.db)


def register_eraser() -> None:
    """Let an article's destruction take its annotations along; called once, when the app starts."""
    ERASERS.append(erase_annotations)
