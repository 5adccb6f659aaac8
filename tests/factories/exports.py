"""Export runs."""

from factory import SubFactory
from factory.django import DjangoModelFactory

from exports.models import ExportRun
from tests.factories.accounts import AgentFactory
from tests.factories.archive import NOON


class ExportRunFactory(DjangoModelFactory):
    class Meta:
        model = ExportRun

    format = "tei"
    agent = SubFactory(AgentFactory)
    started = NOON
