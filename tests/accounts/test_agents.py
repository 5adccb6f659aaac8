"""Agents: who signs what is done."""

from uuid import UUID, uuid5

import pytest

from accounts.models import Agent
from accounts.services.agents import agent_of, restored_agent, software_agent
from accounts.vocabulary import AgentKind
from tests.factories import AgentFactory, SoftwareFactory, UserFactory

pytestmark = pytest.mark.django_db

UUID_ELSEWHERE = UUID("01900000-0000-7000-8000-000000000001")


def test_agent_of_makes_a_person_with_a_pseudonym_at_the_first_act():
    user = UserFactory(username="j.doe", email="j.doe@example.org", first_name="Given", last_name="Family")
    agent = agent_of(user)
    assert (agent.kind, agent.user, agent.label) == (AgentKind.PERSON, user, f"contributor-{agent.uuid.hex[-8:]}")


def test_agent_of_gives_the_same_agent_at_every_act():
    user = UserFactory()
    first = agent_of(user)
    assert (agent_of(user), Agent.objects.count()) == (first, 1)


def test_software_agent_is_one_a_version():
    first = software_agent(name="dateline", version="1")
    assert software_agent(name="dateline", version="1") == first
    assert software_agent(name="dateline", version="2") != first


def test_software_agent_has_the_same_uuid_in_every_archive():
    namespace = UUID("5d1f0f0e-8f57-5c53-9a55-2f0f7a0c9b11")
    assert software_agent(name="dateline", version="1").uuid == uuid5(namespace, "dateline 1")


def test_restored_agent_is_made_as_it_was():
    agent = restored_agent(
        uuid=UUID_ELSEWHERE, kind="person", label="contributor-9", orcid="0000-0002-1825-0097", version=""
    )
    assert (agent.uuid, agent.kind, agent.label, agent.orcid, agent.user) == (
        UUID_ELSEWHERE,
        "person",
        "contributor-9",
        "0000-0002-1825-0097",
        None,
    )


def test_restored_agent_that_is_here_stays_as_it_is():
    held = AgentFactory(label="archivist-1")
    found = restored_agent(uuid=held.uuid, kind="organization", label="somebody else")
    assert (found, found.label, found.kind) == (held, "archivist-1", "person")


def test_restored_program_is_found_by_name_and_version():
    held = SoftwareFactory(label="extractor plain", version="1")
    found = restored_agent(uuid=UUID_ELSEWHERE, kind="software", label="extractor plain", version="1")
    assert (found, Agent.objects.count()) == (held, 1)


def test_restored_person_is_not_found_by_name():
    held = AgentFactory(label="contributor-1")
    found = restored_agent(uuid=UUID_ELSEWHERE, kind="person", label="contributor-1")
    assert (found == held, found.uuid) == (False, UUID_ELSEWHERE)


def test_agent_is_shown_by_its_label_and_version_only():
    user = UserFactory(username="j.doe")
    assert str(AgentFactory(user=user, label="curator-1")) == "curator-1"
    assert str(SoftwareFactory(label="dateline", version="0.1")) == "dateline 0.1"
