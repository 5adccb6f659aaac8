"""Addresses of annotations in the API."""

from django.urls import path

from annotations.api.annotation import AnnotationDetail
from annotations.api.annotation_set import ArticleAnnotations, SetAnnotations, SetDetail, SetList, SetSubmission
from annotations.api.claim import ClaimDetail, ClaimList
from annotations.api.entity import EntityDetail, EntityList
from annotations.api.history import AnnotationRestoration, AnnotationVersions
from annotations.api.project import ProjectDetail, ProjectList

urlpatterns = [
    path("annotations/<uuid:uuid>/", AnnotationDetail.as_view(), name="annotation"),
    path("annotations/<uuid:uuid>/restoration/", AnnotationRestoration.as_view(), name="annotation-restoration"),
    path("annotations/<uuid:uuid>/versions/", AnnotationVersions.as_view(), name="annotation-versions"),
    path("articles/<uuid:uuid>/annotations/", ArticleAnnotations.as_view(), name="article-annotations"),
    path("claims/", ClaimList.as_view(), name="claims"),
    path("claims/<uuid:uuid>/", ClaimDetail.as_view(), name="claim"),
    path("entities/", EntityList.as_view(), name="entities"),
    path("entities/<uuid:uuid>/", EntityDetail.as_view(), name="entity"),
    path("projects/", ProjectList.as_view(), name="projects"),
    path("projects/<uuid:uuid>/", ProjectDetail.as_view(), name="project"),
    path("sets/", SetList.as_view(), name="sets"),
    path("sets/<uuid:uuid>/", SetDetail.as_view(), name="set"),
    path("sets/<uuid:uuid>/annotations/", SetAnnotations.as_view(), name="set-annotations"),
    path("sets/<uuid:uuid>/submission/", SetSubmission.as_view(), name="set-submission"),
]
