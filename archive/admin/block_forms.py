"""The forms that split and join blocks on an article's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agent
from archive.admin.article_forms import ArticleForm
from archive.models import Article, Block
from archive.services import blocks


class _BlockForm(ArticleForm):
    """A form on one block of the current text."""

    permission = "archive.change_block"
    anchor = "text"

    block = forms.ModelChoiceField(queryset=Block.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        found = Block.objects.filter(text_version=article.current_text).select_related("text_version__article")
        self.fields["block"] = forms.ModelChoiceField(queryset=found, widget=forms.HiddenInput)


class SplitForm(_BlockForm):
    """Begin a new block before some words."""

    saved = _("The block was split.")

    before = forms.CharField(label=_("Split before the words"), max_length=300)

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        blocks.split_block(block=data["block"], before=data["before"], agent=agent, version=data["version"])


class JoinForm(_BlockForm):
    """Let a block go on to the end of the next one."""

    saved = _("The blocks were joined.")

    def apply(self, data: dict[str, Any], agent: Agent) -> None:
        blocks.join_blocks(block=data["block"], agent=agent, version=data["version"])


#: What splits and joins, by the name that its button sends; the reason why one is refused is told above the page.
BLOCK_FORMS: dict[str, type[ArticleForm]] = {"split": SplitForm, "join": JoinForm}
