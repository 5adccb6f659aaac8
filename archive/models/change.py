"""The change feed."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.append_only import AppendOnlyModel
from archive.vocabulary import ChangeAction


class WritingTransaction(models.Func):
    """The number of the transaction that writes, on PostgreSQL; 0 elsewhere, where writers follow one another."""

    template = "0"
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()::text::bigint", **context)


class Change(AppendOnlyModel):
    """That a record changed, written in the transaction of the change; followers read on from a ``seq`` they know.

    The feed's order is (``transaction``, ``seq``): on PostgreSQL a smaller ``seq`` may be committed later.
    """

    seq = models.BigAutoField(primary_key=True)
    transaction = models.BigIntegerField(_("transaction"), db_default=WritingTransaction(), editable=False)
    kind = models.CharField(_("kind"), max_length=20)
    uuid = models.UUIDField("UUID")
    action = models.CharField(_("action"), max_length=10, choices=ChangeAction)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("seq",)
        indexes = (
            # Followers read on from a place in the feed's order.
            models.Index(fields=["transaction", "seq"], name="change_feed"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.action}"
