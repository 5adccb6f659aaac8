"""Suggestions: what a program would mark, in sets of its own, offered to those who annotate and to nobody else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Agent
from accounts.services.agents import software_agent
from accounts.vocabulary import AgentKind
from annotations.drafts import AnnotationDraft, MentionDraft, SourceDraft, SpanDraft, StatementDraft
from annotations.errors import InvalidAnnotationError
from annotations.models import Annotation, AnnotationSet, Layer, Project, Revision, SuggestionRejection
from annotations.selectors.known_names import known_names
from annotations.services.annotate import create_annotation, delete_annotation, update_annotation
from annotations.services.sets import open_set
from annotations.suggesting import KnownName, Named, Said, find_names, find_statements
from annotations.vocabulary import LayerKind, RevisionKind, SetRole, SetState, SourceKind, SourceRole, SpanRole
from archive.models import TextVersion
from archive.services.events import record_change
from archive.version import VERSION
from archive.vocabulary import CONTENT_ROLES, Certainty, ChangeAction

#: What the programs are called, by what they suggest.
SUGGESTERS = {"names": "dateline-names", "statements": "dateline-statements"}

#: Tags that stand for a kind of entity where a project has no tag of that name.
_TAGS: Mapping[str, Sequence[str]] = {
    "organization": ("organization", "organisation", "org"),
    "gpe": ("gpe", "place", "country"),
    "place": ("place", "location", "gpe"),
    "person": ("person",),
    "object": ("object",),
    "event": ("event",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What became of a text's suggestions: made, left as they were, and taken away because they no longer hold."""

    annotation_set: AnnotationSet
    made: int
    kept: int
    gone: int


def suggester(what: str) -> Agent:
    """Give the program that suggests names or statements, at this version."""
    return software_agent(name=SUGGESTERS[what], version=VERSION)


@transaction.atomic
def suggest(
    *, what: str, project: Project, text_version: TextVersion, known: Iterable[KnownName] | None = None
) -> Suggested:
    """Make or renew a program's suggestions on a text; the same result writes nothing.

    ``known`` are the authority file's names, read where they are not given. A suggestion that holds still keeps its
    uuid, and with it what people made of it. Raises InvalidAnnotationError for an unknown kind, or where the project
    has no layer for it.
    """
    if what not in SUGGESTERS:
        raise InvalidAnnotationError(f"{what!r} is none of {', '.join(SUGGESTERS)}", pointer="/what")
    names = list(known) if known is not None else known_names()
    drafts = _drafts(what, project, text_version, names)
    return replace_suggestions(project=project, text_version=text_version, agent=suggester(what), drafts=drafts)


@transaction.atomic
def replace_suggestions(
    *, project: Project, text_version: TextVersion, agent: Agent, drafts: Sequence[AnnotationDraft]
) -> Suggested:
    """Let a program's set on a text be these drafts: write what is new or other, delete what is not among them.

    A suggestion is the same one where layer, tag and words are: it keeps its uuid, whatever else is said of it now.
    Sets of the program's other versions are superseded.
    """
    own = open_set(project=project, text_version=text_version, agent=agent, role=SetRole.MACHINE)
    held = {_sign(draft): (annotation, draft) for annotation, draft in _held(own)}
    wanted = {_sign(draft): draft for draft in drafts}
    for sign, (annotation, _draft) in held.items():
        if sign not in wanted:
            delete_annotation(annotation=annotation, agent=agent, version=annotation.version)
    kept = 0
    for sign, draft in wanted.items():
        if sign not in held:
            create_annotation(annotation_set=own, draft=draft, agent=agent)
            continue
        annotation, former = held[sign]
        kept += 1
        if former.to_json() != draft.to_json():
            update_annotation(annotation=annotation, draft=draft, agent=agent, version=annotation.version)
    _supersede(own)
    return Suggested(annotation_set=own, made=len(wanted) - kept, kept=kept, gone=len(held) - kept)


@transaction.atomic
def reject_suggestion(*, suggestion: Annotation, annotation_set: AnnotationSet, rejected: bool = True) -> None:
    """Note that a suggestion is not wanted in a set, or that it is offered again; saying it again changes nothing.

    Raises InvalidAnnotationError where it is no suggestion for that set.
    """
    of = suggestion.annotation_set
    fits = of.role == SetRole.MACHINE and (of.project_id, of.text_version_id) == (
        annotation_set.project_id,
        annotation_set.text_version_id,
    )
    if not fits:
        raise InvalidAnnotationError("this is no suggestion for that set", pointer="/suggestion")
    if rejected:
        SuggestionRejection.objects.get_or_create(suggestion=suggestion, annotation_set=annotation_set)
    else:
        SuggestionRejection.objects.filter(suggestion=suggestion, annotation_set=annotation_set).delete()


def _supersede(own: AnnotationSet) -> None:
    """Let a program's set take the place of those of its other versions; what was rejected there is rejected here."""
    others = AnnotationSet.objects.filter(
        project=own.project_id, text_version=own.text_version_id, role=SetRole.MACHINE, state=SetState.OPEN
    ).filter(annotator__kind=AgentKind.SOFTWARE, annotator__label=own.annotator.label)
    here = {_sign(draft): annotation for annotation, draft in _held(own)}
    for other in others.exclude(pk=own.pk):
        for annotation, draft in _held(other):
            same = here.get(_sign(draft))
            if same is not None:
                rows = SuggestionRejection.objects.filter(suggestion=annotation).values_list(
                    "annotation_set", flat=True
                )
                SuggestionRejection.objects.bulk_create(
                    [SuggestionRejection(suggestion=same, annotation_set_id=pk) for pk in rows], ignore_conflicts=True
                )
        AnnotationSet.objects.filter(pk=other.pk).update(state=SetState.SUPERSEDED, modified=timezone.now())
        record_change(kind="annotationset", uuid=other.uuid, action=ChangeAction.UPDATED)


def _held(own: AnnotationSet) -> list[tuple[Annotation, AnnotationDraft]]:
    """Give a program's annotations with their content."""
    live = own.annotations.filter(deleted_at=None)
    rows = {row.uuid: row for row in live.select_related("layer", "creator", "annotation_set__text_version__article")}
    revisions = Revision.objects.filter(kind=RevisionKind.ANNOTATION, uuid__in=rows)
    latest = [one for one in revisions if one.version == rows[one.uuid].version]
    return [(rows[one.uuid], AnnotationDraft.from_json(one.snapshot)) for one in latest]


def _sign(draft: AnnotationDraft) -> tuple[object, ...]:
    """Give what makes a suggestion the same one: its layer, its tag, and the words it is about."""
    head = sorted((span.start, span.end) for span in draft.spans if span.role in {SpanRole.BODY, SpanRole.CONTENT})
    return draft.layer, draft.mention.tag if draft.mention else "", tuple(head)


def _drafts(
    what: str, project: Project, text_version: TextVersion, known: Sequence[KnownName]
) -> list[AnnotationDraft]:
    text = text_version.text
    blocks = text_version.blocks.filter(role__in=CONTENT_ROLES).order_by("order")
    within = [(block.start, block.end) for block in blocks]
    names = find_names(text, within=within, names=known)
    kind = LayerKind.ENTITY if what == "names" else LayerKind.CLAIM
    layer = project.layers.filter(kind=kind).order_by("pk").first()
    if layer is None:
        raise InvalidAnnotationError(f"the project has no layer for {what}", pointer="/project")
    if what == "names":
        tags = _tags(layer)
        return [_mention(text, layer, tags[one.kind], one) for one in names if one.kind in tags]
    return [_statement(text, layer, one) for one in find_statements(text, paragraphs=within, names=names)]


def _tags(layer: Layer) -> dict[str, str]:
    """Give the code of the layer's tag for each kind of entity that has one."""
    codes = set(layer.tags.values_list("code", flat=True))
    found = {kind: next((code for code in likely if code in codes), "") for kind, likely in _TAGS.items()}
    return {kind: code for kind, code in found.items() if code}


def _mention(text: str, layer: Layer, tag: str, found: Named) -> AnnotationDraft:
    span = SpanDraft(start=found.start, end=found.end, exact=text[found.start : found.end])
    certainty = Certainty.HIGH if found.sure else Certainty.MEDIUM if found.entity else Certainty.LOW
    mention = MentionDraft(tag=tag, entity=found.entity, certainty=certainty)
    return AnnotationDraft(layer=layer.code, spans=(span,), mention=mention)


def _statement(text: str, layer: Layer, said: Said) -> AnnotationDraft:
    spans = [
        SpanDraft(role=SpanRole.CONTENT, order=order, start=start, end=end, exact=text[start:end])
        for order, (start, end) in enumerate(said.content)
    ]
    for role, place in ((SpanRole.CUE, said.cue), (SpanRole.SOURCE, said.speaker), (SpanRole.VIA, said.relay)):
        if place is not None:
            spans.append(SpanDraft(role=role, start=place[0], end=place[1], exact=text[slice(*place)]))
    statement = StatementDraft(attribution=said.attribution, sources=_sources(said))
    return AnnotationDraft(layer=layer.code, spans=tuple(spans), statement=statement)


def _sources(said: Said) -> tuple[SourceDraft, ...]:
    """Give who said it, named or without a name, and who passed it on; a pronoun's person is left to people."""
    sources = []
    if said.speaker is not None or said.who is not None:
        kind = SourceKind.NAMED if said.who or said.pronoun else SourceKind.UNNAMED
        span = (SpanRole.SOURCE.value, 0) if said.speaker else None
        entity = said.who.entity if said.who else None
        sources.append(SourceDraft(role=SourceRole.SPEAKER, kind=kind, entity=entity, span=span))
    if said.relay is not None and said.through is not None:
        via = (SpanRole.VIA.value, 0)
        agency = SourceKind.AGENCY
        sources.append(SourceDraft(role=SourceRole.RELAY, kind=agency, entity=said.through.entity, span=via))
    return tuple(sources)
