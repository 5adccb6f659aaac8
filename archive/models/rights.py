"""Rights statements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RightsStatement(models.Model):
    """What may be done with a text: a URI of rightsstatements.org or Creative Commons, holder, limit on quoting."""

    uri = models.URLField("URI")
    holder = models.CharField(_("rights holder"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    quotation_limit = models.PositiveIntegerField(
        _("quotation limit"), null=True, blank=True, help_text=_("In characters; empty: no limit.")
    )

    class Meta:
        verbose_name = _("rights statement")
        verbose_name_plural = _("rights statements")
        ordering = ("uri", "holder", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["uri", "holder", "note", "quotation_limit"],
                name="rightsstatement_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} ({self.uri})" if self.holder else self.uri
