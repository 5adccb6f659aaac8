"""The forms on a claim's page: stance, reading, relation, link of utterances; each calls one service."""

from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.access import Viewer
from accounts.models import Agent
from annotations.errors import AnnotationsError, InvalidAnnotationError
from annotations.models import AnnotationSet, Claim, Statement
from annotations.selectors.claims import visible_stances
from annotations.services import stances
from annotations.vocabulary import ClaimRelationKind, Extent, Polarity, ReviewStatus, SetRole, SpanRole
from archive.models import Article


def visible_statements(viewer: Viewer) -> QuerySet[Statement]:
    """Give the statements that a viewer may see, with what shows them; those of curated sets first."""
    sets = AnnotationSet.objects.visible_to(viewer)
    return (
        Statement.objects.filter(annotation__deleted_at=None, annotation__annotation_set__in=sets)
        .select_related("annotation__annotation_set__annotator", "annotation__annotation_set__text_version__article")
        .defer("annotation__annotation_set__text_version__text")
        .annotate(rank=Case(When(annotation__annotation_set__role=SetRole.CURATOR, then=0), default=1))
        .order_by("rank", "pk")
    )


class JudgementForm(forms.Form):
    """A curator's judgement on a claim; ``record`` calls its service."""

    saved: StrPromise

    def __init__(self, *args: Any, claim: Claim, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.claim = claim
        self.viewer = viewer

    def record(self, data: dict[str, Any], agent: Agent) -> None:
        raise NotImplementedError

    def save(self, agent: Agent) -> bool:
        """Record the judgement, and give whether it was taken; what was refused stands at its field."""
        if not self.is_valid():
            return False
        try:
            self.record(self.cleaned_data, agent)
        except InvalidAnnotationError as error:
            name = error.pointer.strip("/")
            self.add_error(name if name in self.fields else None, str(error.args[0]))
        except AnnotationsError as error:
            self.add_error(None, str(error))
        return not self.errors


class StanceForm(JudgementForm):
    """What a statement does to the claim."""

    saved = _("The stance is recorded.")

    statement = forms.ModelChoiceField(queryset=Statement.objects.none(), widget=forms.HiddenInput)
    polarity = forms.ChoiceField(label=_("What it does to the claim"), choices=Polarity.choices)
    status = forms.ChoiceField(
        label=_("Review"), choices=ReviewStatus.choices, required=False, initial=ReviewStatus.CONFIRMED
    )
    rationale = forms.CharField(label=_("Rationale"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"] = forms.ModelChoiceField(
            queryset=visible_statements(self.viewer), widget=forms.HiddenInput, label=_("Statement")
        )

    def record(self, data: dict[str, Any], agent: Agent) -> None:
        status = data["status"] or ReviewStatus.CONFIRMED
        stances.set_stance(claim=self.claim, agent=agent, **{**data, "status": status})


class ReadingForm(JudgementForm):
    """That an article was read for the claim and is silent on it."""

    prefix = "reading"
    saved = _("The reading is recorded: the article is silent on this claim.")

    article = forms.CharField(label=_("Article (reference code)"), max_length=60)

    def clean_article(self) -> Article:
        code = self.cleaned_data["article"].strip()
        article = (
            Article.objects.visible_to(self.viewer)
            .filter(reference_code=code, current_text__isnull=False)
            .select_related("current_text")
            .first()
        )
        if article is None:
            raise forms.ValidationError(gettext("No article that you may read has the reference code “%s”.") % code)
        return article

    def record(self, data: dict[str, Any], agent: Agent) -> None:
        stances.record_reading(claim=self.claim, text_version=data["article"].current_text, agent=agent)


class RelationForm(JudgementForm):
    """How the claim bears on another."""

    saved = _("The relation is recorded.")

    other = forms.ModelChoiceField(queryset=Claim.objects.all(), widget=forms.HiddenInput, label=_("Other claim"))
    kind = forms.ChoiceField(label=_("This claim … that one"), choices=ClaimRelationKind.choices)
    extent = forms.ChoiceField(
        label=_("How far (for contradictions)"), required=False, choices=[("", _("not given")), *Extent.choices]
    )
    rationale = forms.CharField(label=_("Rationale"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    evidence = forms.CharField(label=_("Evidence"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def record(self, data: dict[str, Any], agent: Agent) -> None:
        stances.relate_claims(a=self.claim, b=data.pop("other"), agent=agent, **data)


class UtteranceForm(JudgementForm):
    """That two of the claim's statements report the same words."""

    prefix = "utterance"
    saved = _("The two statements are linked as the same words.")

    a = forms.ModelChoiceField(queryset=Statement.objects.none(), label=_("Statement"))
    b = forms.ModelChoiceField(queryset=Statement.objects.none(), label=_("reports the same words as"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = visible_stances(self.viewer).filter(claim=self.claim).values("statement")
        queryset = visible_statements(self.viewer).filter(pk__in=own).prefetch_related("annotation__spans")
        for name in ("a", "b"):
            self.fields[name] = StatementChoice(queryset=queryset, label=self.fields[name].label)

    def record(self, data: dict[str, Any], agent: Agent) -> None:
        stances.link_utterances(a=data["a"], b=data["b"], agent=agent)


class StatementChoice(forms.ModelChoiceField[Statement]):
    """A statement, shown by its article and words."""

    def label_from_instance(self, obj: Any) -> str:
        return statement_label(obj)


def statement_label(statement: Statement) -> str:
    """Give a statement's article, in whose set it stands, and its words, in a line."""
    words = " … ".join(span.exact for span in statement.annotation.spans.all() if span.role == SpanRole.CONTENT)
    owner = statement.annotation.annotation_set
    code = owner.text_version.article.reference_code
    shown = Truncator(" ".join(words.split())).chars(120)
    return f"{code} · {owner.annotator}, {owner.get_role_display()}: {shown}"


#: What can be recorded on a claim's page, by the name that its button sends.
JUDGEMENTS: dict[str, type[JudgementForm]] = {
    "stance": StanceForm,
    "reading": ReadingForm,
    "relation": RelationForm,
    "utterance": UtteranceForm,
}
