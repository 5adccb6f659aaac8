"""Another program's annotations, from a Web Annotation file, as suggestions on a text."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Agent
from annotations.drafts import AnnotationDraft, MentionDraft, SpanDraft
from annotations.models import Project, Tag
from annotations.services.suggest import Suggested, replace_suggestions
from annotations.suggesting.foreign import Foreign, Unread, place, read_foreign
from annotations.vocabulary import LayerKind
from archive.models import TextVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a file: the suggestions, and what could not be one, with the reason."""

    suggested: Suggested
    left_out: list[Unread]


def suggest_file(*, data: bytes, project: Project, text_version: TextVersion, agent: Agent) -> Brought:
    """Let a program's suggestions on a text be those of a file that are mentions; the same file writes nothing.

    A tag is found by its code or name, in any case. Raises ReadingError or InvalidValueError where the file can't be
    read; what of it has no place in the text, or no tag of the project, is given back with the reason.
    """
    tags = _tags(project)
    drafts: list[AnnotationDraft] = []
    left_out: list[Unread] = []
    for found in read_foreign(data):
        made = found if isinstance(found, Unread) else _draft(found, tags, text_version.text)
        if isinstance(made, Unread):
            left_out.append(made)
        else:
            drafts.append(made)
    suggested = replace_suggestions(project=project, text_version=text_version, agent=agent, drafts=drafts)
    return Brought(suggested=suggested, left_out=left_out)


def _tags(project: Project) -> dict[str, Tag]:
    found = Tag.objects.filter(layer__project=project, layer__kind=LayerKind.ENTITY).select_related("layer")
    return {name.casefold(): tag for tag in found.order_by("-pk") for name in (tag.name, tag.code, tag.uri) if name}


def _draft(found: Foreign, tags: Mapping[str, Tag], text: str) -> AnnotationDraft | Unread:
    tag = next((tags[word.casefold()] for word in found.tags if word.casefold() in tags), None)
    if tag is None:
        return Unread(name=found.name, reason=f"the project has no tag {', '.join(found.tags)}")
    places = place(text, found)
    if places is None:
        words = found.anchors[0].exact[:60]
        return Unread(name=found.name, reason=f"“{words}” does not stand in the text, or at more than one place")
    spans = tuple(
        SpanDraft(start=start, end=end, exact=text[start:end], order=order) for order, (start, end) in enumerate(places)
    )
    return AnnotationDraft(layer=tag.layer.code, spans=spans, mention=MentionDraft(tag=tag.code))
