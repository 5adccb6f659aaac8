"""Who is still to annotate a text doesn't see how others did."""

import pytest

from accounts.access import viewer_of
from accounts.services.agents import agent_of
from accounts.vocabulary import Role
from annotations.models import AnnotationSet
from annotations.vocabulary import SetState
from tests.factories import AnnotationSetFactory, ArticleFactory, AssignmentFactory, ProjectFactory
from tests.roles import role_user

pytestmark = pytest.mark.django_db

STATES = {
    "assigned and not begun": (True, None, False),
    "assigned and open": (True, SetState.OPEN, False),
    "assigned and returned": (True, SetState.RETURNED, False),
    "assigned and submitted": (True, SetState.SUBMITTED, True),
    "open without assignment": (False, SetState.OPEN, False),
    "nothing to do with it": (False, None, True),
}


@pytest.mark.parametrize(("assigned", "own", "sees"), STATES.values(), ids=list(STATES))
def test_annotator_sees_others_sets_once_nothing_is_left_to_hand_in(assigned, own, sees):
    project, article = ProjectFactory(), ArticleFactory()
    other = AnnotationSetFactory(project=project, article=article, submitted=True)
    elsewhere = AnnotationSetFactory(project=project, submitted=True)
    user = role_user(Role.ANNOTATOR)
    if assigned:
        AssignmentFactory(project=project, article=article, annotator=user)
    mine = []
    if own:
        mine = [AnnotationSetFactory(project=project, article=article, annotator=agent_of(user), state=own)]
    seen = set(AnnotationSet.objects.visible_to(viewer_of(user)))
    assert seen == {elsewhere, *mine, *([other] if sees else [])}
