"""Articles."""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import Viewer
from archive.models.collection import Collection
from archive.models.publisher import Publisher
from archive.models.rights import RightsStatement
from archive.vocabulary import Access, ArticleState


class ArticleQuerySet(models.QuerySet["Article"]):
    """Filters that every face shares."""

    def visible_to(self, viewer: Viewer) -> "ArticleQuerySet":
        """Keep what access level, embargo and state let this viewer read at ``viewer.now``."""
        return self.filter(article_visible_to(viewer))


def article_visible_to(viewer: Viewer, *, through: str = "") -> Q:
    """Give the condition under which an article can be read; ``through`` is the path to it, ending in ``__``."""
    found = Q()
    if not viewer.sees_staff:
        levels = [Access.OPEN, Access.REGISTERED] if viewer.registered else [Access.OPEN]
        found &= Q(**{f"{through}access__in": levels})
    if not viewer.sees_embargoed:
        ended = Q(**{f"{through}embargo_until__lte": viewer.now})
        found &= Q(**{f"{through}embargo_until": None}) | ended
    if not viewer.sees_withdrawn:
        found &= Q(**{f"{through}state": ArticleState.ACTIVE})
    return found


class Article(models.Model):
    """One news article. Descriptive columns repeat the current ``FieldValue`` rows, for lists and filters only."""

    uuid = models.UUIDField(unique=True, default=uuid6.uuid7, editable=False)
    reference_code = models.CharField(_("reference code"), max_length=60, unique=True)
    access = models.CharField(_("access"), max_length=12, choices=Access, default=Access.STAFF)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    rights = models.ForeignKey(
        RightsStatement, verbose_name=_("rights"), on_delete=models.PROTECT, null=True, blank=True
    )
    collection = models.ForeignKey(
        Collection,
        verbose_name=_("collection"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    state = models.CharField(_("state"), max_length=12, choices=ArticleState, default=ArticleState.ACTIVE)
    current_text = models.ForeignKey(
        "archive.TextVersion", verbose_name=_("current text"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    created = models.DateTimeField(_("created"), default=timezone.now)
    modified = models.DateTimeField(_("modified"), default=timezone.now)

    headline = models.TextField(_("headline"), blank=True)
    supplied_title = models.CharField(_("supplied title"), max_length=200, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    publisher = models.ForeignKey(
        Publisher,
        verbose_name=_("publisher"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    agency = models.ForeignKey(
        Publisher,
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supplied_articles",
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    date_field = models.CharField(_("which date"), max_length=20, blank=True)
    date_edtf = models.CharField(_("best date"), max_length=60, blank=True)
    date_earliest = models.DateField(_("earliest"), null=True, blank=True)
    date_latest = models.DateField(_("latest"), null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("reference_code",)
        permissions = (
            ("view_staff_article", _("May read articles kept for staff")),
            ("view_embargoed_article", _("May read articles under embargo")),
            ("view_withdrawn_article", _("May read withdrawn articles")),
            ("accession_article", _("May take articles in")),
            ("set_rights", _("May set rights, access and embargo")),
            ("check_fixity", _("May check fixity")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(date_earliest=None) | Q(date_latest=None) | Q(date_earliest__lte=F("date_latest")),
                name="article_dates_in_order",
            ),
        )
        indexes = (
            # The reading room's list: newest first, within what is open.
            models.Index(fields=["state", "access", "-date_earliest", "reference_code"], name="article_list"),
        )

    def __str__(self) -> str:
        return f"{self.reference_code} {self.title}"

    @property
    def title(self) -> str:
        """The printed headline, or a supplied title in square brackets; without either, the reference code so."""
        if self.headline:
            return self.headline
        supplied = self.supplied_title.strip().removeprefix("[").removesuffix("]")
        return f"[{supplied or self.reference_code}]"
