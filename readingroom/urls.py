"""Addresses of the reading room."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from readingroom.views import articles, claims, entities, search
from readingroom.views.icon import icon

app_name = "readingroom"
urlpatterns = [
    path("", articles.home, name="home"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/<uuid:uuid>/", articles.article, name="article"),
    path("articles/<uuid:uuid>/tei/", articles.article_file, {"name": "tei"}, name="article-tei"),
    path("articles/<uuid:uuid>/jsonld/", articles.article_file, {"name": "jsonld"}, name="article-jsonld"),
    path("entities/", entities.entity_list, name="entities"),
    path("entities/<uuid:uuid>/", entities.entity, name="entity"),
    path("claims/", claims.claim_list, name="claims"),
    path("claims/<uuid:uuid>/", claims.claim, name="claim"),
    path("search/", search.search, name="search"),
    path("login/", LoginView.as_view(template_name="readingroom/login.html"), name="login"),
    path("favicon.ico", icon, name="icon"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
