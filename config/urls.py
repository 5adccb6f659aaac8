"""Addresses: the admin, the API, identifiers, and the reading room at the root."""

from django.contrib import admin
from django.urls import include, path

from config.api import identifiers

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
    *identifiers,
    path("", include("readingroom.urls")),
]

handler400 = "config.api.bad_request"
handler403 = "config.api.permission_denied"
handler404 = "config.api.page_not_found"
handler500 = "config.api.server_error"
