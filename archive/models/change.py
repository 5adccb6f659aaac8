"""The change feed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.append_only import AppendOnlyModel
from archive.vocabulary import ChangeAction


class Change(AppendOnlyModel):
    """That a record changed, written in the transaction of the change; followers read on from a ``seq`` they know."""

    seq = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    uuid = models.UUIDField("UUID")
    action = models.CharField(_("action"), max_length=10, choices=ChangeAction)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.action}"
