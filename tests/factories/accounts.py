"""People and programs."""

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory, Password

from accounts.models import Agent, ApiToken, User
from accounts.vocabulary import AgentKind

#: The password of every user the factory makes.
PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = Sequence(lambda n: f"reader{n}")
    password = Password(PASSWORD)


class ApiTokenFactory(DjangoModelFactory):
    """A row of a token; nobody knows its secret. ``issue_token`` makes one to be used."""

    class Meta:
        model = ApiToken

    prefix = Sequence(lambda n: f"{n:012x}")
    digest = "0" * 64
    label = Sequence(lambda n: f"Harvester {n}")
    scopes = ("read",)
    user = SubFactory(UserFactory)


class AgentFactory(DjangoModelFactory):
    """A person without a log-in; ``user=`` gives one."""

    class Meta:
        model = Agent

    kind = AgentKind.PERSON
    label = Sequence(lambda n: f"contributor-{n}")


class SoftwareFactory(AgentFactory):
    kind = AgentKind.SOFTWARE
    label = Sequence(lambda n: f"program-{n}")
    version = "1"
