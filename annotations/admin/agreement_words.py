"""What the page on agreement calls its figures, and says of them in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.agreement import Measure, Reason

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Wording:
    """A measure's name as a column heading, what its n counts, and what it means."""

    name: Words
    counted: Words
    meaning: Words


WORDINGS: dict[Measure, Wording] = {
    Measure.F1_STRICT: Wording(
        _("F1 strict"),
        _("spans"),
        _("The share of spans that both marked with exactly the same words and tag. Two of three each: 0.667."),
    ),
    Measure.F1_EXACT: Wording(
        _("F1 exact"), _("spans"), _("The same words, whatever the tag. Beside F1 strict it shows what tags cost.")
    ),
    Measure.F1_PARTIAL: Wording(
        _("F1 partial"),
        _("spans"),
        _("As F1 exact, and spans that only share some words count half. Beside F1 exact it shows what edges cost."),
    ),
    Measure.F1_TYPE: Wording(
        _("F1 type"), _("spans"), _("Spans that share some words and have the same tag count in full.")
    ),
    Measure.KAPPA: Wording(
        _("Cohen’s κ"),
        _("words"),
        _(
            "How many words both labelled alike, beyond what two people with these habits reach by chance: 1 is "
            "always, 0 is as by chance, below 0 is less."
        ),
    ),
    Measure.ALPHA: Wording(
        _("Krippendorff’s α"),
        _("words"),
        _(
            "The same question for any number of annotators, also where not everybody read every text. Krippendorff "
            "asks for 0.8, and takes 0.667 as the least from which to conclude anything with caution."
        ),
    ),
    Measure.UNITIZING_ALPHA: Wording(
        _("Unitizing α"),
        _("words"),
        _("How far the edges of spans lie apart, beyond chance; long spans weigh more than short ones."),
    ),
    Measure.GAMMA: Wording(
        _("Gamma γ"),
        _("spans"),
        _(
            "How well spans can be laid beside one another, by place and tag, against shuffled ones; the mean of the "
            "texts. Overlapping spans are taken as they are."
        ),
    ),
}

REASONS: dict[Reason, Words] = {
    Reason.NO_UNITS: _("nobody marked anything"),
    Reason.NO_TOKENS: _("no words"),
    Reason.NO_VARIATION: _("one label only"),
    Reason.UNDEFINED_FOR_PAIRS: _("for every pair"),
    Reason.NOT_ASKED: _("not asked for"),
    Reason.LAYERS_ONLY: _("choose this tag to measure it"),
    Reason.NOT_INSTALLED: _("not installed"),
    Reason.TOO_MUCH: _("too many texts"),
}
