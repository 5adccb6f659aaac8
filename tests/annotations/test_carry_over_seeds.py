"""The demo's annotations over to better captures: 003 with its line ends taken out, 002 with its quotations closed.

What each span must become is computed here from the edit itself, which anchoring knows nothing of.
"""

from collections.abc import Callable

import pytest

from annotations.models import AnnotationSet
from annotations.services.carry_over import Carried, carry_over, plan_carry_over
from archive.models import Accession, Article
from archive.records import ArticleRecord
from archive.services.extraction import add_capture, extract_again
from config.demo import make_demo
from tests.archive.records import archivist

pytestmark = pytest.mark.django_db

#: Gives the new text and, for each offset of the old one, the offset at which the character now stands.
Edit = Callable[[str], tuple[str, list[int]]]


def unwrapped(text: str) -> tuple[str, list[int]]:
    """Put a space for every line end inside a paragraph: nothing moves."""
    lone = [
        index
        for index, character in enumerate(text)
        if character == "\n"
        and text[index - 1 : index] not in {"\n", ""}
        and text[index + 1 : index + 2] not in {"\n", ""}
    ]
    letters = list(text)
    for index in lone:
        letters[index] = " "
    return "".join(letters), list(range(len(text) + 1))


def closed(text: str) -> tuple[str, list[int]]:
    """Close every quotation that is open at the end of its paragraph: what follows moves by one each time."""
    out: list[str] = []
    places: list[int] = []
    for paragraph in text.split("\n\n"):
        base = len("".join(out))
        places += range(base, base + len(paragraph))
        mark = '"' if paragraph.count('"') % 2 else ""
        places += [base + len(paragraph) + len(mark), base + len(paragraph) + len(mark) + 1]
        out.append(paragraph + mark + "\n\n")
    return "".join(out)[:-2], places


@pytest.fixture
def demo() -> None:
    make_demo(say=lambda _line: None)


def _recapture(code: str, edit: Edit) -> tuple[Article, list[int]]:
    """Give the article, read from an edited capture, and the map of offsets."""
    article = Article.objects.select_related("current_text").get(reference_code=code)
    text, places = edit(article.current_text.text)
    assert text != article.current_text.text
    record = ArticleRecord(data=text.encode(), file_name="better.txt", media_type="text/plain")
    place = add_capture(article=article, record=record, accession=Accession.objects.get(), agent=archivist())
    made = extract_again(
        article=article, extractor="plain", agent=archivist(), version=article.version, capture=place
    ).text
    assert made is not None
    assert made.text == text
    return Article.objects.get(pk=article.pk), places


def _plans(article: Article) -> list[Carried]:
    sets = AnnotationSet.objects.filter(text_version__article=article).select_related("text_version__article")
    return [one for row in sets.order_by("pk") for one in plan_carry_over(row)]


@pytest.mark.parametrize(("code", "edit"), [("MS-2007-003", unwrapped), ("MS-2007-002", closed)])
def test_every_span_that_is_found_stands_where_the_edit_put_it(demo, code, edit):
    former = Article.objects.get(reference_code=code).current_text.text
    article, places = _recapture(code, edit)
    text = article.current_text.text
    plans = _plans(article)
    assert len(plans) > 20
    for one in plans:
        for span, found in zip(one.draft.spans, one.anchored, strict=True):
            start, end = places[span.start], places[span.end - 1] + 1
            if found.status in {"exact", "moved"}:
                assert (found.start, found.end) == (start, end), (span, found)
            if found.status == "exact":
                assert (start, text[start:end]) == (span.start, former[span.start : span.end])
            same = " ".join(text[start:end].split()) == " ".join(span.exact.split())
            assert found.status != "orphan" or not same or text[start:end] != span.exact


@pytest.mark.parametrize(("code", "edit"), [("MS-2007-003", unwrapped), ("MS-2007-002", closed)])
def test_only_exact_ones_are_carried_without_a_person(demo, code, edit):
    article, places = _recapture(code, edit)
    for row in AnnotationSet.objects.filter(text_version__article=article).exclude(text_version=article.current_text):
        exact = sum(one.status == "exact" for one in plan_carry_over(row))
        result = carry_over(annotation_set=row, agent=archivist())
        assert result.carried <= exact
        for made in result.target.annotations.prefetch_related("spans", "derived_from__spans"):
            pairs = zip(
                made.spans.order_by("role", "order"), made.derived_from.spans.order_by("role", "order"), strict=True
            )
            for new, old in pairs:
                assert (new.start, new.end, new.exact) == (old.start, old.end, old.exact)
                assert places[old.start] == new.start
