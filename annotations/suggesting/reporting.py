"""Words by which English news reports what somebody said, and the sentences they stand in."""

import re
from collections.abc import Iterator

from annotations.suggesting.records import Range

# fmt: off
_VERBS = (
    r"accus(?:es|ed)", r"acknowledg(?:es|ed)", r"add(?:s|ed)?", r"admit(?:s|ted)", r"agree[sd]?", r"announce[sd]?",
    r"argue[sd]?", r"assert(?:s|ed)?", r"assure[sd]?", r"believe[sd]?", r"claim(?:s|ed)", r"complain(?:s|ed)",
    r"conclude[sd]", r"confirm(?:s|ed)", r"declare[sd]", r"den(?:y|ies|ied)", r"describe[sd]", r"dismiss(?:es|ed)",
    r"emphasi[sz]e[sd]?", r"estimate[sd]", r"explain(?:s|ed)", r"hint(?:s|ed)", r"insist(?:s|ed)?",
    r"maintain(?:s|ed)?", r"note[sd]", r"promise[sd]", r"propose[sd]", r"recall(?:s|ed)", r"remark(?:s|ed)",
    r"repeat(?:s|ed)", r"repl(?:ies|ied)", r"report(?:s|ed)", r"respond(?:s|ed)", r"reveal(?:s|ed)", "say", "says",
    "said", "saying", r"state[sd]", r"stress(?:es|ed)?", r"suggest(?:s|ed)", r"tells?", "told", r"thinks?", "thought",
    r"urge[sd]", r"warn(?:s|ed)?", r"writes?", "wrote",
)
# fmt: on

#: A reporting verb, with what may stand before it (“has said”, “also told”).
CUE = re.compile(
    r"(?<!\w)(?:(?:has|have|had|also|later|then|again)\s+)*(?P<verb>" + "|".join(_VERBS) + r")(?!\w)", re.IGNORECASE
)

ACCORDING = re.compile(r"(?<!\w)according\s+to(?!\w)", re.IGNORECASE)

PRONOUN = re.compile(r"(?<!\w)(?:he|she|they|we|it)(?!\w)", re.IGNORECASE)

#: Who speaks without a name: officials, a spokesman, a senior diplomat in Brussels.
DESCRIBED = re.compile(
    r"(?<!\w)(?:(?:the|a|an|some|one|senior|top|unnamed|other|several|many|[A-Z][\w.-]+)\s+){0,3}"
    r"(?:officials?|spokes(?:man|woman|person|men|people)|diplomats?|analysts?|experts?|sources?|ministers?|secretary|chief|"
    r"president|commander|general|agency|reports?|statement|ministry|government|pentagon|kremlin)(?!\w)",
    re.IGNORECASE,
)

_END = re.compile(r"[.!?]+[\"”'’)\]]*(?=\s+[\"“‘'(]?[A-Z0-9]|\s*$)")
_TITLES = "Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|St|Prof|Adm|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
_ABBREVIATION = re.compile(rf"(?:\b(?:{_TITLES})|\b[A-Z](?:\.[A-Z])*)\.$")


def sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """Give the sentences of a paragraph, without the white space around them."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start() + 1):
            continue
        yield _trimmed(text, begin, match.end())
        begin = match.end()
    if text[begin:end].strip():
        yield _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Range:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
