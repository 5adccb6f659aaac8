"""Signs that stand beside words, never instead of them: how a value is known, what a statement does to a claim."""

from dataclasses import dataclass

from annotations.vocabulary import Polarity
from archive.vocabulary import ValueStatus

_STATUS = {
    ValueStatus.AS_PRINTED: "●",
    ValueStatus.PARTLY_SUPPLIED: "◐",
    ValueStatus.SUPPLIED: "○",
    ValueStatus.EXTERNAL: "◇",
    ValueStatus.NOT_STATED: "–",
}
_POLARITY = {Polarity.AFFIRMS: "+", Polarity.DENIES: "−", Polarity.QUESTIONS: "?", Polarity.LEAVES_OPEN: "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign, the word it stands for, and the code that styles go by."""

    code: str
    mark: str
    word: str


def status_sign(code: str) -> Sign:
    """Give the sign of a ``ValueStatus``."""
    status = ValueStatus(code)
    return Sign(code=status.value, mark=_STATUS[status], word=str(status.label))


def polarity_sign(code: str) -> Sign:
    """Give the sign of a ``Polarity``."""
    polarity = Polarity(code)
    return Sign(code=polarity.value, mark=_POLARITY[polarity], word=str(polarity.label))


def status_signs() -> tuple[Sign, ...]:
    """Give every status sign, for a key."""
    return tuple(status_sign(status) for status in ValueStatus)
