"""Which record stands for a merged one."""

import pytest

from annotations.models import Claim, Entity
from annotations.selectors.entities import entity_roots
from annotations.selectors.merges import lineage, merge_chains, root_of
from tests.factories import ClaimFactory, EntityFactory

pytestmark = pytest.mark.django_db


def _chain(length: int) -> list[Entity]:
    """Give entities of which each is merged into the next."""
    entities = [EntityFactory()]
    for _ in range(length - 1):
        entities.insert(0, EntityFactory(merged_into=entities[0]))
    return entities


def _ring(size: int) -> list[Entity]:
    entities = _chain(size)
    entities[-1].merged_into = entities[0]
    entities[-1].save()
    return entities


def test_entity_roots_follow_a_chain_of_merges_to_its_end():
    first, second, last = _chain(3)
    alone = EntityFactory()
    roots = entity_roots(entity_ids=[first.pk, second.pk, last.pk, alone.pk])
    assert roots == {first.pk: last, second.pk: last, last.pk: last, alone.pk: alone}


def test_entity_roots_of_nothing_take_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert entity_roots(entity_ids=[]) == {}


@pytest.mark.parametrize("size", [pytest.param(2, id="two"), pytest.param(3, id="three")])
def test_entity_roots_break_a_ring_at_its_oldest_member(size):
    ring = _ring(size)
    tail = EntityFactory(merged_into=ring[0])
    oldest = min(ring, key=lambda row: row.pk)
    roots = entity_roots(entity_ids=[tail.pk, *(row.pk for row in ring)])
    assert set(roots.values()) == {oldest}


def test_merge_chains_take_one_query_a_step(django_assert_num_queries):
    chains = [_chain(3) for _ in range(4)]
    with django_assert_num_queries(3):
        found = merge_chains(Entity, [chain[0].pk for chain in chains])
    assert found == {row.pk: row for chain in chains for row in chain}


def test_root_of_works_for_claims():
    root = ClaimFactory()
    merged = ClaimFactory(merged_into=root)
    assert root_of(merge_chains(Claim, [merged.pk]), merged.pk) == root


def test_lineage_gives_all_steps_and_survives_a_ring():
    ring = _ring(3)
    chains = merge_chains(Entity, [ring[0].pk])
    assert lineage(chains, [ring[0].pk]) == {row.pk for row in ring}
