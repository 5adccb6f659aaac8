"""Rights: who may read, from when; withdrawn and offered again; each act recorded."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from accounts.access import Viewer
from accounts.vocabulary import Role
from archive.errors import InvalidValueError, StaleVersionError
from archive.models import Article
from archive.services.rights import reinstate, set_access, withdraw
from archive.vocabulary import Access, ArticleState
from tests.factories import AgentFactory, ArticleFactory, RightsStatementFactory
from tests.roles import READERS, role_viewer
from tests.rows import changes, events, index_tasks, row_counts

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def article() -> Article:
    return ArticleFactory(access="staff", text=None)


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def _event(article: Article, agent, kind: str, detail: str) -> dict:
    return {
        "type": kind,
        "agent": agent.pk,
        "article": article.pk,
        "outcome": "success",
        "detail": detail,
        "object_ids": [],
    }


def test_set_access_decides_and_records_it(agent, article):
    rights = RightsStatementFactory(holder="The Example Post")
    set_access(article=article, access="open", embargo_until=MORNING, rights=rights, agent=agent, version=1)
    found = _fresh(article)
    assert (found.access, found.embargo_until, found.rights, found.version) == ("open", MORNING, rights, 2)
    assert (article.access, article.version) == ("open", 2)
    detail = f"access open, under embargo until 2026-05-01T08:00:00+00:00; rights: The Example Post ({rights.uri})"
    assert events() == [_event(article, agent, "policy assignment", detail)]
    assert (changes(), index_tasks()) == ([("article", article.uuid, "access")], [article.uuid])


def test_set_access_lifts_embargo_and_rights(agent):
    article = ArticleFactory(embargo_until=MORNING, rights=RightsStatementFactory(), text=None)
    set_access(article=article, access="registered", embargo_until=None, rights=None, agent=agent, version=1)
    found = _fresh(article)
    assert (found.access, found.embargo_until, found.rights) == ("registered", None, None)
    assert events()[0]["detail"] == "access registered; rights: not stated"


def test_set_access_refuses_an_unknown_level(agent, article):
    before = row_counts()
    with pytest.raises(InvalidValueError) as caught:
        set_access(article=article, access="secret", embargo_until=None, rights=None, agent=agent, version=1)
    assert (str(caught.value), caught.value.field) == ("'secret' is not an access level", "access")
    assert (_fresh(article).access, row_counts()) == ("staff", before)


def test_withdraw_and_reinstate_keep_everything_but_the_state(agent, article):
    withdraw(article=article, reason="The author asked for it.", agent=agent, version=1)
    assert (_fresh(article).state, _fresh(article).access) == (ArticleState.WITHDRAWN, "staff")
    reinstate(article=article, reason="The author agreed.", agent=agent, version=2)
    assert (_fresh(article).state, _fresh(article).version) == (ArticleState.ACTIVE, 3)
    assert events() == [
        _event(article, agent, "deaccession", "The author asked for it."),
        _event(article, agent, "recovery", "The author agreed."),
    ]
    assert changes() == [("article", article.uuid, "withdrawn"), ("article", article.uuid, "access")]
    assert index_tasks() == [article.uuid] * 2


@pytest.mark.parametrize("act", [withdraw, reinstate])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_withdraw_and_reinstate_need_a_reason(agent, article, act, reason):
    before = row_counts()
    with pytest.raises(InvalidValueError) as caught:
        act(article=article, reason=reason, agent=agent, version=1)
    assert (str(caught.value), caught.value.field) == ("a reason is needed", "reason")
    assert (_fresh(article).version, row_counts()) == (1, before)


@pytest.mark.parametrize("act", ["set_access", "withdraw", "reinstate"])
def test_second_writer_is_refused(agent, article, act):
    seen = _fresh(article)
    set_access(article=article, access="open", embargo_until=None, rights=None, agent=agent, version=1)
    before = row_counts()
    acts = {
        "set_access": lambda: set_access(
            article=seen, access="registered", embargo_until=None, rights=None, agent=agent, version=1
        ),
        "withdraw": lambda: withdraw(article=seen, reason="Why", agent=agent, version=1),
        "reinstate": lambda: reinstate(article=seen, reason="Why", agent=agent, version=1),
    }
    with pytest.raises(StaleVersionError) as caught:
        acts[act]()
    assert (caught.value.current, _fresh(article).access, _fresh(article).state) == (2, "open", "active")
    assert row_counts() == before


REGISTERED = set(Role)
STAFF = {Role.ANNOTATOR, Role.CURATOR, Role.ARCHIVIST}
OF_ACCESS = {Access.OPEN: set(READERS), Access.REGISTERED: REGISTERED, Access.STAFF: STAFF}
OF_EMBARGO = {"none": set(READERS), "over": set(READERS), "running": {Role.CURATOR, Role.ARCHIVIST}}
OF_STATE = {ArticleState.ACTIVE: set(READERS), ArticleState.WITHDRAWN: {Role.ARCHIVIST}}


@pytest.mark.parametrize("reader", READERS)
def test_article_is_visible_to(reader):
    viewer = role_viewer(reader)
    hour = timedelta(hours=1)
    ends = {"none": None, "over": viewer.now - hour, "running": viewer.now + hour}
    expected = {}
    for access, embargo, state in product(OF_ACCESS, OF_EMBARGO, OF_STATE):
        made = ArticleFactory(text=None, access=access, embargo_until=ends[embargo], state=state)
        readers = OF_ACCESS[access] & OF_EMBARGO[embargo] & OF_STATE[state]
        expected[(access.value, embargo, state.value)] = (made.pk, reader in readers)
    seen = set(Article.objects.visible_to(viewer).values_list("pk", flat=True))
    assert {case: pk in seen for case, (pk, _) in expected.items()} == {
        case: visible for case, (_, visible) in expected.items()
    }


@pytest.mark.parametrize(
    ("seconds", "visible"), [(-1, False), (0, True), (1, True)], ids=["before", "at the moment", "after"]
)
def test_embargo_ends_at_its_moment(seconds, visible):
    ArticleFactory(text=None, embargo_until=MORNING)
    viewer = Viewer(now=MORNING + timedelta(seconds=seconds))
    assert Article.objects.visible_to(viewer).exists() == visible
