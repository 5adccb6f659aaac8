"""Identifiers of records lead people to pages and programs to the API."""

from uuid import UUID

import pytest
from django.test import Client

ONE, TWO = UUID(int=1), UUID(int=2)
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("kind", ["agents", "annotations", "articles", "claims", "entities"])
def test_identifiers_lead_programs_to_the_api(kind):
    answer = Client(headers={"Accept": "application/ld+json, application/json;q=0.5"}).get(f"/{kind}/{ONE}")
    assert (answer.status_code, answer["Location"], answer["Vary"].split(", ")[0]) == (
        303,
        f"/api/v1/{kind}/{ONE}/",
        "Accept",
    )


@pytest.mark.parametrize("kind", ["articles", "claims", "entities"])
def test_identifiers_lead_browsers_to_the_page(kind):
    answer = Client(headers=BROWSER).get(f"/{kind}/{ONE}")
    assert (answer.status_code, answer["Location"], answer["Vary"].split(", ")[0]) == (303, f"/{kind}/{ONE}/", "Accept")


@pytest.mark.parametrize("kind", ["agents", "annotations"])
def test_identifiers_of_what_has_no_page_lead_browsers_to_the_api(kind):
    answer = Client(headers=BROWSER).get(f"/{kind}/{ONE}")
    assert (answer.status_code, answer["Location"]) == (303, f"/api/v1/{kind}/{ONE}/")


def test_identifiers_of_texts_lead_to_the_api():
    answer = Client(headers=BROWSER).get(f"/articles/{ONE}/texts/{TWO}")
    assert (answer.status_code, answer["Location"]) == (303, f"/api/v1/articles/{ONE}/texts/{TWO}/")
