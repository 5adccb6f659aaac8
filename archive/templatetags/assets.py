"""What the frontend build has made, for pages that do without it where it hasn't run."""

from functools import cache

from django import template
from django.contrib.staticfiles import finders

register = template.Library()


@register.simple_tag
@cache
def built(name: str) -> bool:
    """Say whether the frontend build has made a file; pages do without it where it hasn't."""
    return finders.find(name) is not None
