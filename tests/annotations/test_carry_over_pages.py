"""A page's annotations when the page is read by another extractor: each span in its class, and none carried wrongly."""

import pytest

from annotations.models import AnnotationSet
from annotations.services.annotate import create_annotation
from annotations.services.carry_over import carry_over, plan_carry_over
from archive.models import Article
from archive.records import ArticleRecord
from archive.services.extraction import extract_again
from tests.annotations.drafting import mention
from tests.archive.records import archivist, take_in
from tests.factories import AnnotationSetFactory

pytestmark = pytest.mark.django_db

PAGE = b"""<!DOCTYPE html><html><head><title>Bridge costs rise</title></head><body><nav><a href="/">Home</a></nav>
<h1>Bridge costs rise</h1>
<p>After a night of talks that ended without a word to those who had waited outside, the ministers met in the capital
once more on Monday to talk about the bridge that has been planned for over ten years, and that nobody has seen yet.</p>
<p>The mayor of <b>Old</b>town said that the costs had risen since the spring, and that nobody would pay for it.</p>
<p>An inquiry had found that the ground is softer than was believed, and that &eacute;tudes were wrong on the river.</p>
</body></html>"""


@pytest.fixture
def page() -> Article:
    take_in(ArticleRecord(data=PAGE, file_name="page.html", media_type="text/html", extractor="html"))
    return Article.objects.get()


@pytest.fixture
def annotated(page: Article) -> AnnotationSet:
    row = AnnotationSetFactory(article=page)
    for words in ("ministers met in the capital", "mayor", "Oldtown", "nobody would pay", "\u00e9tudes", "softer than"):
        create_annotation(annotation_set=row, draft=mention(row, words), agent=row.annotator)
    return row


def test_each_span_is_told_by_what_became_of_its_words(page, annotated):
    again = extract_again(article=page, extractor="plain", agent=archivist(), version=page.version).text
    assert again is not None
    assert again.text != page.text_versions.order_by("number").first().text
    plan = plan_carry_over(AnnotationSet.objects.get(pk=annotated.pk))
    told = {one.annotation.spans.get().exact: one.status for one in plan}
    # What markup cuts up, or writes as a reference, stands nowhere in the other text.
    assert {words for words, status in told.items() if status == "orphan"} == {"Oldtown", "\u00e9tudes"}
    # What stands among the same words is told for certain; beside markup a person looks, though there is one place.
    assert told["ministers met in the capital"] == "moved"
    assert {status for words, status in told.items() if words in {"mayor", "nobody would pay", "softer than"}} <= {
        "moved",
        "ambiguous",
    }


def test_nothing_is_carried_to_other_words(page, annotated):
    extract_again(article=page, extractor="plain", agent=archivist(), version=page.version)
    former = AnnotationSet.objects.get(pk=annotated.pk)
    text = Article.objects.get().current_text.text
    for one in plan_carry_over(former):
        words = one.annotation.spans.get().exact
        for anchored in one.anchored:
            for place in anchored.candidates:
                assert text[place.start : place.end] == words
    done = carry_over(annotation_set=former, agent=former.annotator)
    assert (done.carried, len(done.waiting)) == (0, 6)
