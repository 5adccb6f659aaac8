"""Pages as trees."""

import re

from django.test import Client
from lxml import html

_CLASS = re.compile(r"\[\.([\w-]+)\]")


def get(path: str, client: Client | None = None) -> html.HtmlElement:
    """Give the page at an address, which must open."""
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def find(tree: html.HtmlElement, xpath: str) -> list:
    """Give what an XPath finds; ``[.name]`` in it asks for a class."""
    return tree.xpath(_CLASS.sub(r"[contains(concat(' ', normalize-space(@class), ' '), ' \1 ')]", xpath))


def words(tree: html.HtmlElement, xpath: str) -> list[str]:
    """Give the text of the elements that an XPath finds, white space folded."""
    return [" ".join(element.text_content().split()) for element in find(tree, xpath)]
