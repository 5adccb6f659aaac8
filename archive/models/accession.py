"""Accessions: acts of taking in."""

import uuid6
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.models.collection import Collection
from archive.vocabulary import Access, AccessionState


class Accession(models.Model):
    """One act of taking material in: from whom, when, with which reader, and what became of each input.

    ``report`` lists what was rejected, as ``{file, record, line, reason}``. ``inputs`` are the names of files that a
    person sent, in order, as long as they are kept for reading; what they hold is read by staff until it is accepted.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    acquired_from = models.CharField(_("acquired from"), max_length=300, blank=True)
    agreement = models.TextField(_("agreement"), blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    reader = models.CharField(_("reader"), max_length=40)
    collection = models.ForeignKey(
        Collection, verbose_name=_("collection"), on_delete=models.PROTECT, null=True, blank=True
    )
    agent = models.ForeignKey(Agent, verbose_name=_("agent"), on_delete=models.PROTECT)
    read = models.PositiveIntegerField(_("read"), default=0)
    ingested = models.PositiveIntegerField(_("ingested"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    report = models.JSONField(_("rejected"), default=list, blank=True)
    access = models.CharField(
        _("who may read what is accepted"), max_length=12, choices=Access, default=Access.STAFF, db_default=Access.STAFF
    )
    state = models.CharField(
        _("state"), max_length=10, choices=AccessionState, default=AccessionState.DONE, db_default=AccessionState.DONE
    )
    inputs = models.JSONField(_("files to be read"), default=list, blank=True)

    class Meta:
        verbose_name = _("accession")
        verbose_name_plural = _("accessions")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number
