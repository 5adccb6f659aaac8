"""Everything on an article's page: its values with their evidence, its text by blocks, its custody."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.access import viewer_of
from archive.admin.accession_page import ReviewBar, review_bar
from archive.admin.article_forms import AccessForm, ArticleForm, ReinstateForm, RoleForm, ValueForm, WithdrawForm
from archive.admin.cells import link, moment
from archive.admin.read_only import ROWS, Table
from archive.models import Article, Block, FieldValue
from archive.segments import Fragment, Mark, Words, segments
from archive.selectors.relations import visible_relations
from archive.vocabulary import BOILERPLATE_ROLES, ArticleState, Field, RelationStatus, ValueStatus

#: Blocks around the story that are shown as they are; a longer run of them is folded.
FOLDED_FROM = 5

#: How a value's status looks beside its words.
SIGNS = {ValueStatus.AS_PRINTED: "●", ValueStatus.PARTLY_SUPPLIED: "◐", ValueStatus.NOT_STATED: "–"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A field with its current value, the words it stands on, and the values it had before, the last one first."""

    name: str
    label: str
    current: FieldValue | None
    former: Sequence[FieldValue]
    sign: str = ""
    in_text: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block with its text as a tree of marks, and the form for its role."""

    block: Block
    nodes: Sequence[Words | Fragment]
    boilerplate: bool
    form: ArticleForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRun:
    """Blocks that follow each other: the story's, or a long run of what stands around it, which is folded."""

    rows: Sequence[BlockRow]
    is_folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """What the template shows; a form is None where the person may not use it."""

    values: Sequence[ValueRow]
    missing: Sequence[str]
    runs: Sequence[BlockRun]
    evidence: FieldValue | None
    forms: Mapping[str, ArticleForm]
    correcting: bool
    tables: Sequence[Table]
    review: ReviewBar | None

    @property
    def blocks(self) -> Sequence[BlockRow]:
        """All blocks, in the order of the text."""
        return [row for run in self.runs for row in run.rows]


def article_page(article: Article, *, request: HttpRequest, bound: Mapping[str, ArticleForm]) -> ArticlePage:
    """Give an article's page; ``evidence`` and ``correct`` in the query string name a value and a field.

    ``bound`` are forms that were refused, shown in the place of fresh ones.

    Eight queries, however much there is, and six more within an accession.
    """
    values = _values(article)
    evidence = next((value for value in values if str(value.pk) == request.GET.get("evidence")), None)
    rows = _value_rows(article, values, evidence)
    correct = next((row.current for row in rows if row.name == request.GET.get("correct")), None)
    forms = _forms(article, request, bound, correct)
    return ArticlePage(
        values=rows,
        missing=[str(label) for name, label in Field.choices if all(row.name != name for row in rows)],
        runs=_runs(_blocks(article, values, evidence, request, bound.get("role")), evidence),
        evidence=evidence,
        forms=forms,
        correcting="correct" in request.GET or "value" in bound,
        tables=[_captures(article), _texts(article), _relations(article, request), _events(article)],
        review=review_bar(request, article.pk),
    )


def _values(article: Article) -> list[FieldValue]:
    """Give all values, each with the words of its evidence, cut out by the database."""
    words = Substr("evidence_text__text", F("evidence_start") + 1, F("evidence_end") - F("evidence_start"))
    found = article.values.select_related("agent").annotate(words=words, number=F("evidence_text__number"))
    return list(found.order_by("-pk"))


def _value_rows(article: Article, values: Sequence[FieldValue], evidence: FieldValue | None) -> list[ValueRow]:
    by_field: defaultdict[str, list[FieldValue]] = defaultdict(list)
    for value in values:
        by_field[value.field].append(value)
    rows = []
    for name, label in Field.choices:
        current = next((value for value in by_field[name] if value.current), None)
        if current is None and not by_field[name]:
            continue
        in_text = current is not None and current.evidence_text_id in {article.current_text_id} - {None}
        rows.append(
            ValueRow(
                name=name,
                label=str(label),
                current=current,
                former=[value for value in by_field[name] if not value.current],
                sign=SIGNS.get(ValueStatus(current.status), "○") if current else "",
                in_text=in_text,
                shown=current is not None and current == evidence,
            )
        )
    return rows


def _forms(
    article: Article, request: HttpRequest, bound: Mapping[str, ArticleForm], correct: FieldValue | None
) -> dict[str, ArticleForm]:
    """Give the forms that the person may use, by name."""
    active = article.state == ArticleState.ACTIVE
    current = {"access": article.access, "embargo_until": article.embargo_until, "rights": article.rights_id}
    fresh: dict[str, ArticleForm] = {
        "value": ValueForm(article=article, initial=_corrected(correct, request.GET.get("correct", ""))),
        "access": AccessForm(article=article, initial=current),
        "withdraw" if active else "reinstate": (WithdrawForm if active else ReinstateForm)(article=article),
    }
    given = {**fresh, **{name: form for name, form in bound.items() if name in fresh}}
    return {name: form for name, form in given.items() if request.user.has_perm(form.permission)}


def _corrected(value: FieldValue | None, field: str) -> dict[str, object]:
    """Give what the correction form starts with: the current value of the field."""
    if value is None:
        return {"field": field, "status": ValueStatus.SUPPLIED}
    names = ("field", "value", "edtf", "status", "certainty", "locator", "note")
    return {**{name: getattr(value, name) for name in names}, "quote": getattr(value, "words", None) or ""}


def _blocks(
    article: Article,
    values: Sequence[FieldValue],
    evidence: FieldValue | None,
    request: HttpRequest,
    refused: ArticleForm | None,
) -> list[BlockRow]:
    text = article.current_text
    if text is None:
        return []
    marks = _marks(article, values, evidence)
    may_change = request.user.has_perm(RoleForm.permission)
    rows = []
    for block in text.blocks.all():
        form: ArticleForm | None = None
        if may_change:
            wrong = refused is not None and refused.data.get("block") == str(block.pk)
            initial = {"block": block.pk, "role": block.role}
            form = refused if wrong else RoleForm(article=article, initial=initial, auto_id=f"block-{block.order}-%s")
        rows.append(
            BlockRow(
                block=block,
                nodes=segments(text.text, start=block.start, end=text_end(text.text, block), marks=marks),
                boilerplate=block.role in BOILERPLATE_ROLES,
                form=form,
            )
        )
    return rows


def _runs(rows: Sequence[BlockRow], evidence: FieldValue | None) -> list[BlockRun]:
    """Fold what stands around the story where it is long, unless a refused form or the evidence asked for is in it."""
    runs = []
    for boilerplate, found in groupby(rows, key=lambda row: row.boilerplate):
        together = list(found)
        is_asked = any(
            (row.form is not None and row.form.is_bound)
            or (evidence is not None and row.block.start <= (evidence.evidence_start or -1) < row.block.end)
            for row in together
        )
        runs.append(BlockRun(rows=together, is_folded=boilerplate and len(together) > FOLDED_FROM and not is_asked))
    return runs


def text_end(text: str, block: Block) -> int:
    """Give where a block's words end: the white space after them is kept, but not shown."""
    return block.start + len(text[block.start : block.end].rstrip())


def _marks(article: Article, values: Sequence[FieldValue], evidence: FieldValue | None) -> list[Mark]:
    """Give the words that current values stand on, in the current text; the ones asked for stand out."""
    return [
        Mark(
            id=f"evidence-{value.pk}",
            start=value.evidence_start or 0,
            end=value.evidence_end or 0,
            classes=("evidence", "shown") if value == evidence else ("evidence",),
        )
        for value in values
        if (value.current or value == evidence) and value.evidence_text_id == article.current_text_id
    ]


def _captures(article: Article) -> Table:
    found = article.article_captures.select_related("capture__blob", "capture__accession")[:ROWS]
    return Table(
        heading=gettext("Captures"),
        head=(gettext("Capture"), gettext("Place in it"), gettext("Accession"), gettext("Captured"), gettext("Bytes")),
        rows=[
            (
                link(one.capture),
                one.locator or gettext("all of it"),
                link(one.capture.accession),
                moment(one.capture.captured_at),
                link(one.capture.blob, f"{one.capture.blob.size} · {one.capture.blob.sha256[:12]}…"),
            )
            for one in found
        ],
        empty=gettext("No capture is kept."),
    )


def _texts(article: Article) -> Table:
    found = article.text_versions.defer("text").order_by("-number")[:ROWS]
    return Table(
        heading=gettext("Text versions"),
        head=(gettext("Text"), gettext("Extractor"), gettext("Made"), gettext("In use")),
        rows=[
            (
                link(one),
                f"{one.extractor} {one.extractor_version}",
                moment(one.created),
                gettext("yes") if one.pk == article.current_text_id else gettext("no"),
            )
            for one in found
        ],
        empty=gettext("No text was extracted."),
    )


def _relations(article: Article, request: HttpRequest) -> Table:
    found = visible_relations(viewer_of(request.user)).filter(Q(article=article) | Q(other=article))
    rows = found.exclude(status=RelationStatus.REJECTED).select_related("article", "other")[:ROWS]
    return Table(
        heading=gettext("Related articles"),
        head=(gettext("Article"), gettext("Kind"), gettext("Score"), gettext("State")),
        rows=[
            (
                link(one, (one.other if one.article_id == article.pk else one.article).title),
                one.get_kind_display(),
                f"{one.score:.3f}",
                one.get_status_display(),
            )
            for one in rows
        ],
        empty=gettext("None is known; manage.py relate looks for them."),
    )


def _events(article: Article) -> Table:
    found = article.events.select_related("agent").order_by("-at", "-pk")[:ROWS]
    return Table(
        heading=gettext("Events"),
        head=(gettext("When"), gettext("What"), gettext("By"), gettext("Outcome"), gettext("Detail")),
        rows=[
            (
                moment(one.at),
                link(one, one.get_type_display()),
                str(one.agent),
                one.get_outcome_display(),
                one.detail or "–",
            )
            for one in found
        ],
        empty=gettext("Nothing is recorded yet."),
    )
