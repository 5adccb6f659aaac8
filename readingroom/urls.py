"""Addresses of the reading room."""

from django.urls import URLPattern

app_name = "readingroom"
urlpatterns: list[URLPattern] = []
