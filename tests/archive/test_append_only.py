"""What is written once: the application can neither change nor delete it."""

import pytest

from archive.models import AppendOnlyError, AppendOnlyModel
from tests.factories import (
    BlobFactory,
    ChangeFactory,
    EventFactory,
    GuidelinesVersionFactory,
    RevisionFactory,
    TextVersionFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "blob": BlobFactory,
    "change": ChangeFactory,
    "event": EventFactory,
    "revision": RevisionFactory,
    "text version": TextVersionFactory,
    "version of guidelines": GuidelinesVersionFactory,
}


def test_append_only_models_are_all_tested():
    assert {model._meta.verbose_name for model in AppendOnlyModel.__subclasses__()} == set(FACTORIES)


@pytest.mark.parametrize("name", FACTORIES)
def test_append_only_row_can_not_be_changed(name):
    row = FACTORIES[name]()
    for held in (row, type(row).objects.get(pk=row.pk)):
        with pytest.raises(AppendOnlyError, match=f"^{name} is written once and can't be changed$"):
            held.save()


@pytest.mark.parametrize("name", FACTORIES)
def test_append_only_row_can_not_be_forced_to_change(name):
    row = FACTORIES[name]()
    copy = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields})
    with pytest.raises(AppendOnlyError):
        copy.save(force_update=True)


@pytest.mark.parametrize("name", FACTORIES)
def test_append_only_row_can_not_be_deleted(name):
    row = FACTORIES[name]()
    with pytest.raises(AppendOnlyError, match=f"^{name} is written once and can't be deleted$"):
        row.delete()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_text_can_not_be_changed():
    version = TextVersionFactory(text="As it came in.")
    version.text = "As somebody would like it."
    with pytest.raises(AppendOnlyError):
        version.save()
    version.refresh_from_db()
    assert version.text == "As it came in."
