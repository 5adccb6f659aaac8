"""What the annotate page's script starts from, as JSON: in the shapes that ``frontend/src/annotate/page.js`` names."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse

from accounts.access import Viewer
from accounts.models import Agent
from annotations.drafts import draft_of
from annotations.models import AnnotationSet, Entity, Stance
from annotations.selectors.annotation import PlacedAnnotation
from annotations.selectors.bench import BenchContent, bench_content, sees_claims
from annotations.vocabulary import Attribution, EntityKind, Extent, Factuality, Polarity, SourceKind
from annotations.webannotation import Iris
from archive.admin.article_page import text_end
from archive.api.cursors import make_cursor
from archive.models import Block
from archive.selectors.changes import latest_change
from archive.vocabulary import BOILERPLATE_ROLES, Certainty

Json = dict[str, Any]

_CHOICES: dict[str, type[TextChoices]] = {
    "attribution": Attribution,
    "certainty": Certainty,
    "entity": EntityKind,
    "extent": Extent,
    "factuality": Factuality,
    "polarity": Polarity,
    "source": SourceKind,
}


def page_data(*, annotation_set: AnnotationSet, viewer: Viewer, me: Agent, may: Json) -> Json:
    """Give everything that the page needs; at most ten queries, however much is in the set.

    ``annotation_set`` comes with project, annotator and text version with its article; ``may`` says what ``me`` may do.
    """
    text = annotation_set.text_version
    article = text.article
    since = make_cursor("changes", seq) if (seq := latest_change()) else ""
    blocks = list(text.blocks.all())
    return {
        "set": {
            "uuid": str(annotation_set.uuid),
            "state": annotation_set.state,
            "project": annotation_set.project.name,
            "annotator": annotation_set.annotator.label,
        },
        "me": {"uuid": str(me.uuid), "label": me.label},
        "article": {"code": article.reference_code, "title": article.title, "language": article.language},
        "text": text.text,
        "blocks": [_block(block, text.text) for block in blocks],
        "layers": list(_layers(annotation_set)),
        **state_data(bench_content(annotation_set=annotation_set, viewer=viewer)),
        "may": {**may, "claims": sees_claims(annotation_set, viewer)},
        "choices": {name: [[code, str(label)] for code, label in kind.choices] for name, kind in _CHOICES.items()},
        "urls": _urls(annotation_set),
        "base": settings.BASE_URL,
        "source": Iris(settings.BASE_URL).text_version(article.uuid, text.uuid),
        "changes": since,
    }


def state_data(content: BenchContent) -> Json:
    """Give what changes while somebody annotates: annotations, the entities they name, their stances."""
    return {
        "annotations": [_row(one) for one in content.live],
        "suggestions": [{**_row(one), "by": one.creator_label} for one in content.suggested],
        "rejected": sorted(str(uuid) for uuid in content.rejected),
        "deleted": [_row(one) for one in content.deleted],
        "entities": {str(uuid): entity_data(entity, uuid=str(uuid)) for uuid, entity in content.entities.items()},
        "stances": {str(uuid): [_stance(one) for one in found] for uuid, found in content.stances.items()},
    }


def entity_data(entity: Entity, *, uuid: str = "", hint: str = "") -> Json:
    """Give an entity as the page offers it; ``uuid`` is the one it is named by, where that is another's."""
    return {"uuid": uuid or str(entity.uuid), "label": entity.label, "kind": entity.kind, "hint": hint}


def _block(block: Block, text: str) -> Json:
    return {
        "order": block.order,
        "start": block.start,
        "end": block.end,
        "shown": text_end(text, block),
        "role": block.role,
        "name": block.get_role_display(),
        "folded": block.role in BOILERPLATE_ROLES,
    }


def _layers(annotation_set: AnnotationSet) -> Iterable[Json]:
    for layer in annotation_set.project.layers.prefetch_related("tags"):
        tags = [{"code": tag.code, "name": tag.name, "colour": tag.colour} for tag in layer.tags.all()]
        yield {"code": layer.code, "kind": layer.kind, "name": layer.name, "tags": tags}


def _row(found: PlacedAnnotation) -> Json:
    content = draft_of(found.snapshot).to_json()
    spans: Sequence[Json] = content["spans"]
    for span in spans:
        del span["exact"]
    return {
        "uuid": str(found.snapshot.uuid),
        "version": found.snapshot.version,
        "at": found.snapshot.modified.isoformat(),
        "content": content,
    }


def _stance(stance: Stance) -> Json:
    return {"claim": str(stance.claim.uuid), "text": stance.claim.text, "polarity": stance.polarity}


def _urls(annotation_set: AnnotationSet) -> dict[str, str]:
    own = {
        name: reverse(f"admin:annotations_annotationset_bench_{name}", args=[annotation_set.pk])
        for name in ("state", "candidates", "entity", "claims", "claim", "propagate", "stance", "suggestion", "tray")
    }
    return {
        **own,
        "annotations": reverse("api:annotation", args=[annotation_set.uuid]).replace(f"{annotation_set.uuid}/", ""),
        "changes": reverse("api:changes"),
        "login": reverse("admin:login"),
    }
