"""Addresses of exports in the API."""

from django.urls import path

from exports.api.article import ArticleDetail

urlpatterns = [path("articles/<uuid:uuid>/", ArticleDetail.as_view(), name="article")]
