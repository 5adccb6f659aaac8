"""Keys and the public ids that stand for them in snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Agent
from annotations.models import Claim, Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The agents, entities and claims that some records name, by key."""

    agents: Mapping[int, Agent]
    entities: Mapping[int, Entity]
    claims: Mapping[int, Claim]

    def agent(self, pk: int) -> UUID:
        """Give an agent's public id."""
        return self.agents[pk].uuid

    def entity(self, pk: int | None) -> UUID | None:
        """Give an entity's public id, or None for none."""
        return None if pk is None else self.entities[pk].uuid

    def claim(self, pk: int) -> UUID:
        """Give a claim's public id."""
        return self.claims[pk].uuid
