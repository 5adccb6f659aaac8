"""Projects: what changes for readers when one is published, or its tags are renamed."""

from django.db import transaction

from annotations.models import AnnotationSet, Project
from archive.services.events import enqueue_index, record_change
from archive.vocabulary import ChangeAction


@transaction.atomic
def project_changed(*, project: Project) -> None:
    """Report a project's change, and ask for the documents of all articles that have a set of it.

    Call it in the transaction of the change: whether sets are offered to readers, and what their tags are called,
    stands in those documents.
    """
    record_change(kind="project", uuid=project.uuid, action=ChangeAction.UPDATED)
    found = AnnotationSet.objects.filter(project=project).order_by()
    enqueue_index(sorted(found.values_list("text_version__article__uuid", flat=True).distinct()))
