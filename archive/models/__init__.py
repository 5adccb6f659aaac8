from archive.models.accession import Accession
from archive.models.append_only import AppendOnlyError, AppendOnlyModel
from archive.models.article import Article, ArticleQuerySet, article_visible_to
from archive.models.blob import Blob
from archive.models.bulk_correction import BulkCorrection
from archive.models.capture import ArticleCapture, Capture
from archive.models.change import Change
from archive.models.collection import Collection
from archive.models.delisting import Delisting
from archive.models.destruction import Destruction
from archive.models.event import Event
from archive.models.field_value import FieldValue
from archive.models.index_task import IndexTask
from archive.models.publisher import Publisher
from archive.models.relation import ArticleRelation
from archive.models.rights import RightsStatement
from archive.models.text_version import Block, TextVersion

__all__ = [
    "Accession",
    "AppendOnlyError",
    "AppendOnlyModel",
    "Article",
    "ArticleCapture",
    "ArticleQuerySet",
    "ArticleRelation",
    "Blob",
    "Block",
    "BulkCorrection",
    "Capture",
    "Change",
    "Collection",
    "Delisting",
    "Destruction",
    "Event",
    "FieldValue",
    "IndexTask",
    "Publisher",
    "RightsStatement",
    "TextVersion",
    "article_visible_to",
]
