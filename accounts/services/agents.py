"""Agents: who signs what is done."""

import uuid6

from accounts.models import Agent, User
from accounts.vocabulary import AgentKind


def agent_of(user: User) -> Agent:
    """Give a user's agent; made at their first act, with a pseudonym."""
    found = Agent.objects.filter(user=user).first()
    if found:
        return found
    uuid = uuid6.uuid7()
    agent, _created = Agent.objects.get_or_create(
        user=user, defaults={"uuid": uuid, "label": f"contributor-{uuid.hex[-8:]}", "kind": AgentKind.PERSON}
    )
    return agent


def software_agent(*, name: str, version: str) -> Agent:
    """Give the agent of a program at a version."""
    agent, _created = Agent.objects.get_or_create(kind=AgentKind.SOFTWARE, label=name, version=version)
    return agent
