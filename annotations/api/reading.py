"""Web Annotations that clients send: into which set, and as which draft."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from rest_framework.request import Request

from accounts.access import Viewer
from annotations.api.faults import as_problems, invalid
from annotations.drafts import AnnotationDraft, draft_of
from annotations.models import AnnotationSet, Project
from annotations.vocabulary import WRITABLE_STATES, LayerKind, Motivation
from annotations.webannotation import Defaults, from_web_annotation
from archive.api.problems import bad_parameter

#: What writing needs of a set.
_NAMED = ("project", "text_version__article")
_TEXT = re.compile(r"/articles/([0-9a-f-]{36})(?:/texts/([0-9a-f-]{36}))?")

Json = dict[str, Any]


def set_for(request: Request, body: Json, viewer: Viewer) -> AnnotationSet:
    """Give the viewer's set that ``?set=`` names, or else their only open one on the text that the target names.

    Raises a Problem where there is none, or more than one.
    """
    own = AnnotationSet.objects.owned_by(viewer).select_related(*_NAMED).order_by()
    if uuid := set_parameter(request):
        try:
            return own.get(uuid=uuid)
        except AnnotationSet.DoesNotExist as error:
            raise bad_parameter("set", "you have no such set") from error
    found = list(own.filter(state__in=WRITABLE_STATES, **_place(body))[:2])
    if len(found) != 1:
        which = "You have no open set on that text" if not found else "You have several open sets on that text"
        raise bad_parameter("set", f"{which}: say which is meant")
    return found[0]


def set_parameter(request: Request) -> UUID | None:
    """Give the set that ``?set=`` names; None where there is none. Raises a Problem for what is no uuid."""
    if "set" not in request.query_params:
        return None
    try:
        return UUID(request.query_params["set"])
    except ValueError as error:
        raise bad_parameter("set", "the uuid of an annotation set") from error


def _place(body: Json) -> dict[str, str]:
    """Give the look-up of the text that the first target names."""
    target = body.get("target")
    first = target[0] if isinstance(target, list) and target else target
    source = first.get("source") if isinstance(first, dict) else None
    found = _TEXT.fullmatch(source.removeprefix(settings.BASE_URL)) if isinstance(source, str) else None
    if not found:
        raise invalid("The target's source is not the address of a text here.", "/target")
    try:
        article, text = UUID(found[1]), UUID(found[2]) if found[2] else None
    except ValueError as error:
        raise invalid("The target's source is not the address of a text here.", "/target") from error
    return {"text_version__uuid": str(text)} if text else {"text_version__article__uuid": str(article)}


def read_draft(
    body: Json, *, annotation_set: AnnotationSet, uuid: UUID, creator: UUID, layer: str | None = None
) -> AnnotationDraft:
    """Give the draft that a body holds; ``creator`` is who made it, ``layer`` the one it is in already.

    Members that the server keeps (``created``, ``modified``, ``dl:version``) are read and not used; an ``id`` or a
    ``creator`` of ours must be the right one. Raises a Problem that points at the member.
    """
    text = annotation_set.text_version
    default = layer or ("" if "dl:layer" in body else _layer(body, annotation_set.project))
    is_statement = _is_statement(body)
    defaults = Defaults(
        uuid=uuid,
        creator=creator,
        at=timezone.now(),
        layer=default,
        motivation=Motivation.DESCRIBING if is_statement else Motivation.IDENTIFYING,
    )
    with as_problems():
        snapshot = from_web_annotation(
            body,
            base_url=settings.BASE_URL,
            article_uuid=text.article.uuid,
            text_version_uuid=text.uuid,
            text=text.text,
            defaults=defaults,
        )
    if snapshot.uuid != uuid:
        raise invalid(f"This is the address of the annotation {uuid}.", "/id")
    if snapshot.creator != creator:
        raise invalid("Somebody else made it: nobody writes in another's name.", "/creator")
    return draft_of(snapshot)


def _is_statement(body: Mapping[str, Any]) -> bool:
    bodies = body.get("body")
    found = bodies if isinstance(bodies, list) else [bodies]
    return any(isinstance(one, dict) and one.get("type") == "dl:Statement" for one in found)


def _layer(body: Json, project: Project) -> str:
    """Give the code of the project's only layer that takes what the body is; raises a Problem where there are more."""
    kind = LayerKind.CLAIM if _is_statement(body) else LayerKind.ENTITY
    codes = list(project.layers.filter(kind=kind).order_by("pk").values_list("code", flat=True))
    if len(codes) != 1:
        raise invalid("The project has several layers for this: say which with dl:layer.", "/dl:layer")
    return codes[0]
