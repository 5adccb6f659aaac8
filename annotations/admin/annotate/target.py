"""What a request to the annotate page is about: a block and a layer, or an annotation that is there already."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import uuid6
from django.http import Http404, HttpRequest, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext

from annotations.admin.annotate.bench import Bench
from annotations.admin.annotate.choices import Groups, entity_groups
from annotations.admin.annotate.mention_form import MentionForm, mention_initial
from annotations.admin.annotate.quoting import Place
from annotations.admin.annotate.statement_form import StatementForm, statement_initial
from annotations.models import Annotation, Layer
from annotations.vocabulary import LayerKind
from archive.models import Block


@dataclass(frozen=True, kw_only=True)
class Target:
    """A block and the layer to annotate it in, and the annotation that is being changed, if any."""

    block: Block
    layer: Layer
    annotation: Annotation | None = None

    @property
    def query(self) -> str:
        """Give the query string that leads back here."""
        if self.annotation is not None:
            return f"edit={self.annotation.pk}"
        return f"block={self.block.order}&layer={self.layer.code}"


def target_of(request: HttpRequest, bench: Bench) -> Target | None:
    """Read the target from the query string; None where there is none. Raises Http404 for what the set hasn't got."""
    if edit := request.GET.get("edit"):
        return _edited(bench, edit)
    if "block" not in request.GET:
        return None
    wanted, code = request.GET["block"], request.GET.get("layer", "")
    block = next((block for block in bench.blocks if str(block.order) == wanted), None)
    layers = [layer for layer in bench.layers if not code or layer.code == code]
    if block is None or not layers:
        raise Http404
    return Target(block=block, layer=layers[0])


def _edited(bench: Bench, pk: str) -> Target:
    row = next((row for row in bench.rows if str(row.annotation.pk) == pk), None)
    if row is None:
        raise Http404
    block = next((block for block in bench.blocks if block.order == row.block), None)
    layer = next(layer for layer in bench.layers if layer.pk == row.annotation.layer_id)
    if block is None:
        raise Http404
    return Target(block=block, layer=layer, annotation=row.annotation)


def fresh_form(bench: Bench, target: Target) -> MentionForm | StatementForm:
    """Give the form as a person first sees it."""
    if target.annotation is None:
        return _form(bench, target, initial={"uuid": uuid6.uuid7()}, words="")
    known = mention_initial if target.layer.kind == LayerKind.ENTITY else statement_initial
    return _form(bench, target, initial=known(target.annotation), words="")


def bound_form(bench: Bench, target: Target, data: QueryDict) -> MentionForm | StatementForm:
    """Give the form with what was sent, to be checked and saved."""
    return _form(bench, target, data=data, words=_words(data))


def searched_form(bench: Bench, target: Target, data: QueryDict) -> MentionForm | StatementForm:
    """Give the form with what was typed so far, unchecked, and the entities that were looked for."""
    return _form(bench, target, initial=data.dict(), words=_words(data))


def _words(data: QueryDict) -> str:
    """Give what was looked for, or else the words of a mention."""
    return data.get("find", "") or data.get("body-0", "") or data.get("source-0-words", "")


def _form(bench: Bench, target: Target, *, words: str, **bound: Any) -> MentionForm | StatementForm:
    chosen = bound.get("data") or bound.get("initial") or {}
    keep = _entities(chosen)

    @cache
    def offer() -> Groups:
        return entity_groups(words=words, annotation_set=bench.annotation_set, keep=keep)

    options = {
        "place": Place(text=bench.text, start=target.block.start, end=target.block.end),
        "layer": target.layer,
        "entities": offer,
        "annotation": target.annotation,
        "auto_id": "annotate-%s",
        **bound,
    }
    if target.layer.kind == LayerKind.ENTITY:
        return MentionForm(**options)
    return StatementForm(parents=_parents(bench, target.annotation), **options)


def _entities(chosen: Any) -> set[UUID]:
    """Give the entities that a form's selects are set to."""
    names = [name for name in chosen if name == "entity" or name.endswith(("-entity", "-speaks_for"))]
    found = set()
    for name in names:
        try:
            found.add(UUID(str(chosen[name])))
        except ValueError:
            continue
    return found


def _parents(bench: Bench, annotation: Annotation | None) -> list[tuple[str, str]]:
    """Give the set's statements that another can stand inside, by their words."""
    others = [
        row for row in bench.rows if row.annotation.layer.kind == LayerKind.CLAIM and row.annotation != annotation
    ]
    return [
        (str(row.annotation.uuid), gettext("“%(words)s”") % {"words": Truncator(row.words).chars(80)}) for row in others
    ]
