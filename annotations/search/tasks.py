"""What a viewer is still to hand in: while it is, they are blind to what others made of the same text."""

from accounts.access import Viewer
from annotations.models import AnnotationSet, Assignment
from annotations.search.documents import task_name
from annotations.vocabulary import WRITABLE_STATES


def tasks_of(viewer: Viewer) -> frozenset[str]:
    """Give the tasks of a viewer: texts of their open sets, and assigned articles they have not begun; two queries.

    The same rule as ``AnnotationSetQuerySet.visible_to``.
    """
    if viewer.sees_every_set or viewer.agent_id is None:
        return frozenset()
    own = AnnotationSet.objects.filter(annotator=viewer.agent_id).order_by()
    held = {(project, text): state for project, text, state in own.values_list("project", "text_version", "state")}
    assigned = (
        Assignment.objects.filter(annotator=viewer.user_id, article__current_text__isnull=False)
        .order_by()
        .values_list("project", "article__current_text")
    )
    tasks = {key for key, state in held.items() if state in WRITABLE_STATES}
    tasks |= {key for key in assigned if key not in held}
    return frozenset(task_name(project, text) for project, text in tasks)
