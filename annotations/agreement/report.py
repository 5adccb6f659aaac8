"""All measures, for every scope and every pair of annotators and over all of them. No Django here."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotations.agreement import gamma
from annotations.agreement.corpus import Read, Slice, read, shared
from annotations.agreement.labels import alpha, kappa
from annotations.agreement.records import Choice, Document, Figure, Measure, Reason, Report, Row, Scope
from annotations.agreement.spans import KINDS, span_f1
from annotations.agreement.unitizing import unitizing_alpha

#: Measures of two people; over all annotators the mean of the pairs is given.
PAIRWISE = (*KINDS, Measure.KAPPA, Measure.UNITIZING_ALPHA)


@dataclass(frozen=True, slots=True)
class Group:
    """Annotators who are compared, and the places of the documents that two of them read."""

    names: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """All annotators together, if they are wanted, and the pairs."""

    together: Group | None
    pairs: tuple[Group, ...]


def agreement(
    documents: Iterable[Document],
    *,
    scopes: Sequence[Scope],
    apart: Collection[str] = (),
    choice: Choice | None = None,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """Give the figures of every scope: first over all annotators, then for each pair that read a document in common.

    ``apart`` names those who are compared in pairs and do not count over all (a curator who saw the others' work).
    Documents that fewer than two people read are left out. The order of documents and of annotators changes nothing.
    """
    choice = choice or Choice()
    corpus, left_out = read(sorted(documents, key=lambda one: one.key))
    names = sorted({name for one in corpus for name in one.placed})
    groups = _groups(corpus, names, apart, choice)
    wanted = [scope for scope in scopes if _is_wanted(scope, choice)]
    plan = _gamma_plan(groups, wanted, choice)
    rows: list[Row] = []
    for done, scope in enumerate(wanted):
        advance(done, len(wanted))
        rows += _rows(Slice(scope, corpus), groups, apart, plan)
    return Report(
        rows=tuple(rows),
        annotators=tuple(names),
        documents=len(corpus),
        tokens=sum(one.size for one in corpus),
        left_out=left_out,
    )


def _is_wanted(scope: Scope, choice: Choice) -> bool:
    return (not choice.layer or scope.layer == choice.layer) and (not choice.tag or scope.tag == choice.tag)


def _groups(corpus: Sequence[Read], names: Sequence[str], apart: Collection[str], choice: Choice) -> Groups:
    pairs = [Group(pair, tuple(shared(corpus, pair))) for pair in combinations(names, 2)]
    found = [pair for pair in pairs if pair.places]
    if choice.pair:
        return Groups(None, tuple(pair for pair in found if set(pair.names) == choice.pair))
    counted = {name for pair in found if not set(pair.names) & set(apart) for name in pair.names}
    together = Group(tuple(sorted(counted)), tuple(shared(corpus, counted)))
    return Groups(together if counted else None, tuple(found))


def _gamma_plan(groups: Groups, scopes: Sequence[Scope], choice: Choice) -> Callable[[Scope], Reason | None]:
    """Give what says why gamma is not measured in a scope, or None where it is."""
    layers = [scope for scope in scopes if scope.layer and (not scope.tag or choice.tag)]
    all_groups = [*groups.pairs, *([groups.together] if groups.together else [])]
    work = len(layers) * sum(len(group.places) for group in all_groups)

    def reason(scope: Scope) -> Reason | None:
        if not choice.gamma:
            return Reason.NOT_ASKED
        if not gamma.is_installed():
            return Reason.NOT_INSTALLED
        if scope not in layers:
            return Reason.LAYERS_ONLY
        return Reason.TOO_MUCH if choice.most and work > choice.most else None

    return reason


def _rows(part: Slice, groups: Groups, apart: Collection[str], plan: Callable[[Scope], Reason | None]) -> list[Row]:
    pairs = [_row(part, group, _pair_figures(part, group), plan, pairs=1) for group in groups.pairs]
    if groups.together is None:
        return pairs
    counted = [row for row in pairs if not set(row.annotators) & set(apart)]
    figures = {measure: _mean([row.figures[measure] for row in counted]) for measure in PAIRWISE}
    figures[Measure.ALPHA] = alpha(part.matrices(groups.together.names, groups.together.places))
    return [_row(part, groups.together, figures, plan, pairs=len(counted), together=True), *pairs]


def _pair_figures(part: Slice, group: Group) -> dict[Measure, Figure]:
    first, second = group.names
    number = len(group.places)
    observers = [part.continuum(name, group.places) for name in group.names]
    labels = [part.vector(name, group.places) for name in group.names]
    return {
        **span_f1(part.units((first, second), group.places)),
        Measure.KAPPA: kappa(*labels, documents=number),
        Measure.ALPHA: alpha(part.matrices(group.names, group.places)),
        Measure.UNITIZING_ALPHA: unitizing_alpha(observers, length=part.tokens(group.places), documents=number),
    }


def _row(
    part: Slice,
    group: Group,
    figures: dict[Measure, Figure],
    plan: Callable[[Scope], Reason | None],
    *,
    pairs: int,
    together: bool = False,
) -> Row:
    reason = plan(part.scope)
    if reason is None:
        figures[Measure.GAMMA] = gamma.gamma(part.continua(group.names, group.places))
    else:
        figures[Measure.GAMMA] = Figure(value=None, reason=reason, pairs=0)
    return Row(
        scope=part.scope,
        annotators=group.names,
        together=together,
        documents=len(group.places),
        tokens=part.tokens(group.places),
        spans=tuple(part.spans(name, group.places) for name in group.names),
        pairs=pairs,
        figures={measure: figures[measure] for measure in Measure},
    )


def _mean(figures: Sequence[Figure]) -> Figure:
    """Give the mean over the pairs for which a figure is defined; undefined where it is for none."""
    defined = [one for one in figures if one.value is not None]
    values = [one.value for one in figures if one.value is not None]
    if not values:
        reasons = {one.reason for one in figures}
        reason = reasons.pop() if len(reasons) == 1 else Reason.UNDEFINED_FOR_PAIRS
        return Figure(value=None, reason=reason, pairs=0)
    return Figure(
        value=sum(values) / len(values),
        items=sum(one.items for one in defined),
        documents=sum(one.documents for one in defined),
        pairs=len(defined),
    )
