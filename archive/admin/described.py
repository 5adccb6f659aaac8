"""Records that many articles show: when one changes, those articles have changed for their readers."""

from django.forms import ModelForm
from django.http import HttpRequest

from archive.admin.workbench import ModelT, WorkbenchAdmin
from archive.models import ArticleQuerySet
from archive.services.events import enqueue_index, record_change
from archive.vocabulary import ChangeAction


class DescribesArticlesAdmin(WorkbenchAdmin[ModelT]):
    """Saves the record and, in the same transaction, reports every article that shows it as updated."""

    def articles_of(self, record: ModelT) -> ArticleQuerySet:
        """Give the articles that show the record."""
        raise NotImplementedError

    def save_model(self, request: HttpRequest, obj: ModelT, form: ModelForm[ModelT], change: bool) -> None:  # noqa: FBT001 - Django's signature
        super().save_model(request, obj, form, change)
        if not change or not form.has_changed():
            return
        uuids = list(self.articles_of(form.instance).values_list("uuid", flat=True))
        for uuid in uuids:
            record_change(kind="article", uuid=uuid, action=ChangeAction.UPDATED)
        enqueue_index(uuids)
