"""Dossiers of articles, as a viewer may see them."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from accounts.access import Viewer
from annotations.selectors.snapshot import Bundle, bundles
from annotations.selectors.withheld import withheld_uuids
from archive.models import Article
from archive.selectors.delisting import withheld_from
from archive.selectors.snapshot import BATCH, article_snapshots
from archive.snapshots import ArticleSnapshot
from exports.dossier import Dossier
from exports.selectors.withheld import without_names


def dossiers(*, articles: QuerySet[Article], viewer: Viewer) -> Iterator[Dossier]:
    """Give a dossier for each article of a queryset that the viewer may read, in its order.

    Memory stays flat: articles are read in batches, each with a constant number of queries.
    """
    keys = dict(articles.values_list("uuid", "pk"))
    withheld = withheld_from(viewer)
    hidden = withheld_uuids(withheld)
    snapshots = article_snapshots(articles=articles, viewer=viewer)
    while batch := list(islice(snapshots, BATCH)):
        found = bundles(article_ids=[keys[snapshot.uuid] for snapshot in batch], viewer=viewer)
        for snapshot in batch:
            dossier = _dossier(snapshot, found[keys[snapshot.uuid]])
            yield without_names(dossier, withheld.of_uuid(snapshot.uuid), hidden) if withheld else dossier


def _dossier(snapshot: ArticleSnapshot, bundle: Bundle) -> Dossier:
    return Dossier(
        article=snapshot,
        agents=bundle.agents,
        projects=bundle.projects,
        sets=bundle.sets,
        entities=bundle.entities,
        claims=bundle.claims,
        stances=bundle.stances,
        readings=bundle.readings,
        relations=bundle.relations,
        utterance_links=bundle.utterance_links,
    )
