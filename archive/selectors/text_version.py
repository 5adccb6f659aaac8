"""The texts of an article: the current one and those before it."""

from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from accounts.access import Viewer
from archive.models import Article, Block, TextVersion
from archive.snapshots import BlockSnapshot, TextVersionSnapshot


def list_texts(*, article: UUID, viewer: Viewer) -> QuerySet[TextVersion]:
    """Give an article's texts by number, without their words: each with ``length``, ``capture`` and ``current``.

    Raises Article.DoesNotExist where the viewer may not read the article.
    """
    found = Article.objects.visible_to(viewer).get(uuid=article)
    return (
        TextVersion.objects.filter(article=found)
        .defer("text")
        .annotate(
            length=Length("text"),
            capture=F("article_capture__capture__uuid"),
            current_id=F("article__current_text"),
        )
        .order_by("number")
    )


def get_text(*, article: UUID, uuid: UUID, viewer: Viewer) -> tuple[TextVersionSnapshot, bool]:
    """Give one text of an article with its blocks, and whether it is the current one.

    Raises TextVersion.DoesNotExist where there is none that the viewer may read.
    """
    row = (
        TextVersion.objects.filter(article__in=Article.objects.visible_to(viewer).filter(uuid=article))
        .select_related("article", "article_capture__capture")
        .get(uuid=uuid)
    )
    blocks = Block.objects.filter(text_version=row).order_by("order").values_list("start", "end", "role", "xpath")
    snapshot = TextVersionSnapshot(
        uuid=row.uuid,
        number=row.number,
        text=row.text,
        sha256=row.sha256,
        extractor=row.extractor,
        extractor_version=row.extractor_version,
        created=row.created,
        capture=row.article_capture.capture.uuid,
        blocks=tuple(BlockSnapshot(start=start, end=end, role=role, xpath=xpath) for start, end, role, xpath in blocks),
    )
    return snapshot, row.article.current_text_id == row.pk
