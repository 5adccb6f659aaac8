"""Claims, and what curators recorded about them."""

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from annotations.models import Claim, ClaimReading, ClaimRelation, Stance, UtteranceLink
from annotations.vocabulary import ClaimRelationKind, Polarity
from tests.factories.accounts import AgentFactory
from tests.factories.annotations import StatementFactory
from tests.factories.archive import NOON, TextVersionFactory


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = Claim

    text = Sequence(lambda n: f"Claim {n} holds.")
    topic = "bridge"


class StanceFactory(DjangoModelFactory):
    class Meta:
        model = Stance

    claim = SubFactory(ClaimFactory)
    statement = SubFactory(StatementFactory)
    polarity = Polarity.AFFIRMS
    by = SubFactory(AgentFactory)
    at = NOON


class ClaimReadingFactory(DjangoModelFactory):
    class Meta:
        model = ClaimReading

    claim = SubFactory(ClaimFactory)
    text_version = SubFactory(TextVersionFactory)
    by = SubFactory(AgentFactory)
    at = NOON


class ClaimRelationFactory(DjangoModelFactory):
    """A contradiction of two new claims; ``a`` is made first and has the smaller uuid."""

    class Meta:
        model = ClaimRelation

    a = SubFactory(ClaimFactory)
    b = SubFactory(ClaimFactory)
    kind = ClaimRelationKind.CONTRADICTS
    by = SubFactory(AgentFactory)
    at = NOON


class UtteranceLinkFactory(DjangoModelFactory):
    """Two statements, the same words; ``a`` is made first and has the smaller uuid."""

    class Meta:
        model = UtteranceLink

    a = SubFactory(StatementFactory)
    b = SubFactory(StatementFactory)
    method = "by hand"
    by = SubFactory(AgentFactory)
    at = NOON
