"""The forms on an article's page, and the service that each one calls."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import Agent
from archive.admin.versioned_forms import VersionedForm
from archive.models import Article, Block, FieldValue, RightsStatement
from archive.records import FoundValue
from archive.services import corrections, rights
from archive.vocabulary import Access, BlockRole, Certainty, Field, ValueStatus


class ArticleForm(VersionedForm):
    """A form on one article; ``apply`` calls its service, which ``permission`` opens.

    ``saved`` is what the person is told afterwards, ``anchor`` the part of the page they are led back to.
    """

    permission: str
    saved: StrPromise
    anchor: str

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["version"].initial = article.version

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        raise NotImplementedError

    def save(self, agent: Agent) -> bool:
        """Apply the form in the agent's name; give whether it was taken."""
        return self.save_with(lambda data: self.apply(data, agent))


class ValueForm(ArticleForm):
    """A better value for one field, with the words or the place it stands on."""

    prefix = "value"
    permission = "archive.change_fieldvalue"
    saved = _("The value was saved; the former one stays in its history.")
    anchor = "values"

    field = forms.ChoiceField(label=_("Field"), choices=Field.choices)
    value = forms.CharField(label=_("Value"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    edtf = forms.CharField(
        label=_("Date in EDTF"), required=False, max_length=60, help_text=_("For dates, such as 2007-04-19 or 2007-04?")
    )
    status = forms.ChoiceField(label=_("How it is known"), choices=ValueStatus.choices)
    certainty = forms.ChoiceField(
        label=_("Certainty"), required=False, choices=[("", _("not given")), *Certainty.choices]
    )
    quote = forms.CharField(
        label=_("Evidence: the words in the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Copied from the text. They must stand there once."),
    )
    locator = forms.CharField(label=_("Or: place in the capture"), required=False, max_length=500)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        version = data.pop("version")
        found = FoundValue(**self._with_known_place(data))
        corrections.set_value(article=self.article, value=found, agent=agent, version=version)

    def _with_known_place(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the former value's offsets where its words were left as they are: they may stand twice."""
        text = self.article.current_text
        former = FieldValue.objects.filter(
            article=self.article, field=data["field"], current=True, evidence_text=text, evidence_start__isnull=False
        ).first()
        if text is None or former is None:
            return data
        start, end = former.evidence_start, former.evidence_end
        if text.text[start:end] != data["quote"]:
            return data
        return {**data, "quote": "", "start": start, "end": end}


class RoleForm(ArticleForm):
    """Another role for a block of the current text."""

    permission = "archive.change_block"
    saved = _("The block has its new role.")
    anchor = "text"

    block = forms.ModelChoiceField(queryset=Block.objects.none(), widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Role"), choices=BlockRole.choices)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        blocks = Block.objects.filter(text_version=article.current_text).select_related("text_version__article")
        self.fields["block"] = forms.ModelChoiceField(queryset=blocks, widget=forms.HiddenInput)

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        corrections.set_block_role(block=data["block"], role=data["role"], agent=agent, version=data["version"])


class AccessForm(ArticleForm):
    """Who may read the article, from when, and under which rights statement."""

    prefix = "access"
    permission = "archive.set_rights"
    saved = _("Rights and access were saved.")
    anchor = "access"

    access = forms.ChoiceField(label=_("Access"), choices=Access.choices)
    embargo_until = forms.DateTimeField(
        label=_("Embargo until (UTC)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: no embargo."),
    )
    rights = forms.ModelChoiceField(
        label=_("Rights statement"), required=False, queryset=RightsStatement.objects.all(), empty_label=_("not stated")
    )

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        rights.set_access(article=self.article, agent=agent, **data)


class WithdrawForm(ArticleForm):
    """Take the article out of readers' sight."""

    prefix = "state"
    permission = "archive.set_rights"
    saved = _("The article is withdrawn: readers no longer see it.")
    anchor = "state"

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        rights.withdraw(article=self.article, agent=agent, **data)


class ReinstateForm(WithdrawForm):
    """Offer a withdrawn article again."""

    saved = _("The article is offered to readers again.")

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        rights.reinstate(article=self.article, agent=agent, **data)


#: What can be done on an article's page, by the name that its button sends.
ARTICLE_FORMS: dict[str, type[ArticleForm]] = {
    "value": ValueForm,
    "role": RoleForm,
    "access": AccessForm,
    "withdraw": WithdrawForm,
    "reinstate": ReinstateForm,
}
