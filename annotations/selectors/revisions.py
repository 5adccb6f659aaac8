"""What records were before."""

from collections.abc import Sequence

from annotations.models import Annotation, Revision
from annotations.vocabulary import RevisionKind


def revisions_of(*, annotation: Annotation) -> Sequence[Revision]:
    """Give every revision of an annotation with its editor, the first one first; one query."""
    found = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid=annotation.uuid)
    return list(found.select_related("editor").order_by("version"))
