"""Addresses of the archive in the API."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from archive.api.agent import AgentDetail
from archive.api.article import ArticleCaptures, ArticleEvents, ArticleList, ArticleRelations, ArticleValues
from archive.api.capture import BlobBytes, BlobDetail, CaptureDetail
from archive.api.change import ChangeList
from archive.api.search import Search
from archive.api.text_version import TextVersionDetail, TextVersionList


class Sha256Converter(StringConverter):
    """A SHA-256 in lower-case hexadecimal."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("agents/<uuid:uuid>/", AgentDetail.as_view(), name="agent"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<uuid:uuid>/captures/", ArticleCaptures.as_view(), name="article-captures"),
    path("articles/<uuid:uuid>/values/", ArticleValues.as_view(), name="article-values"),
    path("articles/<uuid:uuid>/events/", ArticleEvents.as_view(), name="article-events"),
    path("articles/<uuid:uuid>/relations/", ArticleRelations.as_view(), name="article-relations"),
    path("articles/<uuid:article>/texts/", TextVersionList.as_view(), name="texts"),
    path("articles/<uuid:article>/texts/<uuid:uuid>/", TextVersionDetail.as_view(), name="text"),
    path("captures/<uuid:uuid>/", CaptureDetail.as_view(), name="capture"),
    path("blobs/<sha256:sha256>/", BlobDetail.as_view(), name="blob"),
    path("blobs/<sha256:sha256>/bytes/", BlobBytes.as_view(), name="blob-bytes"),
    path("changes/", ChangeList.as_view(), name="changes"),
    path("search/", Search.as_view(), name="search"),
]
