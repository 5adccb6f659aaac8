"""Agents: who signs what is done."""

from uuid import UUID, uuid5

import uuid6

from accounts.models import Agent, User
from accounts.vocabulary import AgentKind

#: The namespace of programs' uuids (RFC 9562, version 5); fixed for good.
_SOFTWARE = UUID("5d1f0f0e-8f57-5c53-9a55-2f0f7a0c9b11")


def agent_of(user: User) -> Agent:
    """Give a user's agent; made at their first act, with a pseudonym."""
    found: Agent | None = getattr(user, "agent", None)
    if found:
        return found
    uuid = uuid6.uuid7()
    agent, _created = Agent.objects.get_or_create(
        user=user, defaults={"uuid": uuid, "label": f"contributor-{uuid.hex[-8:]}", "kind": AgentKind.PERSON}
    )
    return agent


def software_agent(*, name: str, version: str) -> Agent:
    """Give the agent of a program at a version; its uuid follows from both, so it is the same in every archive."""
    agent, _created = Agent.objects.get_or_create(
        kind=AgentKind.SOFTWARE,
        label=name,
        version=version,
        defaults={"uuid": uuid5(_SOFTWARE, f"{name} {version}")},
    )
    return agent


def restored_agent(*, uuid: UUID, kind: str, label: str, orcid: str = "", version: str = "") -> Agent:
    """Give the agent with this uuid, made as it was where it is not here; a program is found by name and version."""
    found = Agent.objects.filter(uuid=uuid).first()
    if found is None and kind == AgentKind.SOFTWARE:
        found = Agent.objects.filter(kind=kind, label=label, version=version).first()
    return found or Agent.objects.create(uuid=uuid, kind=kind, label=label, orcid=orcid, version=version)
