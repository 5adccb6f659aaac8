"""What belongs to the page and not to the article, told by the shape of one line: errors, notices, controls, pictures.

Every function takes words with white space folded. Nothing here knows an outlet, a file or a position in the text.
"""

import re

from archive.extractors.plain_words import is_section_words


def _line(*patterns: str) -> re.Pattern[str]:
    """Compile alternatives that must be the whole line, but for marks around it."""
    return re.compile(rf"\W*(?:{'|'.join(patterns)})\W*", re.IGNORECASE)


_MAX_CONTROL_WORDS = 8
_PICTURE = (
    "(?:photo(?:graph)?|picture|image|graphic|map|illustration|cartoon|diagram|infographic|chart|logo|screen ?grab|"
    "screenshot)"
)

_ERROR = _line(
    r"an? (?:\w+ )?error (?:has )?occurred\b.*",
    r"(?:\d{3} )?(?:internal )?server error\b.*",
    r"error \d{3}\b.*",
    r"[45]\d\d (?:not found|error|forbidden|bad gateway|service unavailable)\b.*",
    r"fatal error:.*",
    r"warning: .* on line \d+",
    r"page not found",
    r"the (?:page|document) (?:cannot|could not) be (?:found|displayed)\b.*",
)
_NO_LETTERS = re.compile(r"[\W_]*")
_MARK = _line(
    r"more(?: follows| to (?:come|follow))?",
    r"mtf|ends?|-?30-?|truncated|text truncated|snip(?:ped)?|cut",
    r"continued(?: (?:on|from) .{1,30})?",
    r"advertisements?|sponsored|article continues below\b.*",
)
_MARKED = re.compile(r"\W+.*\W+|[A-Z\W\d]+|(?i:(?:text )?truncated|advertisements?|article continues.*)")
_RIGHTS = re.compile(
    "|".join(
        (
            r"^\W*(?:copyright\b|\(c\) (?:copyright|\d{4}))|©",
            r"\ball rights reserved\b",
            r"\b(?:not (?:be )?(?:held )?responsible|no responsibility) for (?:the )?(?:content|accuracy)",
            r"\bmay not be (?:published|reproduced|republished|broadcast|rewritten|redistributed|copied|transmitted)\b",
            r"\bterms (?:of (?:use|service)|and conditions)\b",
            r"\bprivacy policy\b",
            r"\bviews expressed (?:in|are|here|by)\b",
            r"\bcookies\b.*\b(?:site|website|experience|browser)\b",
            r"\b(?:enable|turn on|support) javascript\b",
        )
    ),
    re.IGNORECASE,
)
#: One of these stands in every line that ``_RIGHTS`` finds; looking for them first is ten times faster.
_RIGHTS_HINTS = (
    *("copyright", "©", "(c)", "reserved", "responsib", "may not be", "terms ", "privacy", "views expressed"),
    *("cookies", "javascript"),
)
_CONTROL = _line(
    r"(?:skip|jump) to\b.{0,40}",
    r"(?:go|back|return) to (?:the )?(?:top|content|main|home|index|start|previous|search|page|article|story|results)\b"
    r".{0,25}",
    r"accessibility\b.{0,25}",
    r"(?:quick|useful|external|internet|page|footer|site|navigation|web|text|sponsored) links?",
    r"[\w ]{0,20}\bmenu|site ?map|log ?(?:in|out|on)|register(?: now)?|help|faqs?|rss(?: feeds?)?|feedback",
    r"sign (?:in|up|out)\b.{0,30}|subscribe\b.{0,40}|(?:contact|about) us|have your say|comments \(\d+\)|\d+ comments?",
    r"search(?: (?:this|the|our|site|web|archive)\b.{0,20})?",
    r"(?:e-?mail|print|share|save|bookmark)(?: (?:this|page|story|article)\b.{0,40})?",
    r"(?:share|follow us|like us) (?:on|with|via)\b.{0,30}",
    r"(?:printable|printer[- ]friendly|text[- ]only|low[- ]graphics|mobile|full)(?: (?:version|page|site))?",
    r"(?:next|previous)(?: (?:story|page|article))?|page \d+(?: of \d+)?|\d+ of \d+ documents?",
    r"read (?:more|on|full|the full|comments)\b.{0,30}|(?:click|tap) here\b.{0,60}",
    r"(?:story|article|report) from .{1,40}",
    r"(?:watch|listen|play|view)(?:\b.{0,60}\b(?:news|live|video|audio|now|here|online|tv|radio|bulletin|summary|clip))?",
    r"https?://\S+|www\.\S+/\S*",
)
_RECORD_FIELD = _line(
    r"(?:length|section|body|load-date|language|type|publication-type|document-type|edition|url|document|page|graphic|"
    r"organi[sz]ation|geographic|person|company|ticker|journal-code|acc-no|series|terms)\s*:.*"
)
_HEADING = _line(
    r"related(?: (?:links?|stor(?:y|ies)|articles?|news|content|topics?|coverage|items|internet links))?",
    r"(?:related|other) (?:stories|articles|news) (?:from|on|in)\b.{0,30}",
    r"(?:related|see also|read also|also read|also)\s*:.{0,80}",
    r"(?:see also|read also|also (?:on|in|read)|more (?:on|from|about)|most (?:read|popular|viewed|e-?mailed|shared)|"
    r"you may also|editor'?s'? (?:choice|picks?)|around the web|elsewhere on)\b.{0,40}",
    r"further reading|top (?:news|stories|headlines)|(?:the )?latest(?: (?:news|headlines|stories|updates))?",
    r"(?:other|recommended|more|today's)(?: top)?(?: (?:news|stories|articles|headlines))|recommended(?: for you)?",
    r"elsewhere|in pictures|don't miss|trending(?: now)?|top stories\b.{0,30}",
)
_IMAGE_ALT = re.compile(
    rf"(?:.*\bfile (?:photo|pic|picture|image|footage)\b.*|{_PICTURE} of\b.+|\S.*\b{_PICTURE})\W*", re.IGNORECASE
)
_CAPTION = re.compile(
    rf"(?:{_PICTURE}|caption)(?: (?:caption|credit))?\s*:.+"
    r"|.+\((?:[^()]*\b)?(?:AP|AFP|Reuters|EPA|Getty|photo)\b[^()]*\)",
    re.IGNORECASE,
)
_PATH = re.compile(r"\s*[|>»·•]\s*")


def is_error(words: str) -> bool:
    """Tell whether a line is what a server says when something failed."""
    return bool(_ERROR.fullmatch(words))


def is_rights_notice(words: str) -> bool:
    """Tell whether a line is about rights, liability or the site's own terms."""
    lowered = words.lower()
    return any(hint in lowered for hint in _RIGHTS_HINTS) and bool(_RIGHTS.search(words))


def is_mark(words: str) -> bool:
    """Tell whether a line marks an end, a cut or an advertisement: "...", "[truncated]", "(more)", "ENDS"."""
    return bool(_NO_LETTERS.fullmatch(words) or (_MARK.fullmatch(words) and _MARKED.fullmatch(words)))


def is_related_heading(words: str) -> bool:
    """Tell whether a line opens a list of other stories, or points to one: "See also", "Related stories"."""
    return len(words.split()) <= _MAX_CONTROL_WORDS and bool(_HEADING.fullmatch(words))


def is_control(words: str) -> bool:
    """Tell whether a line is a control or a field of the page, or labels a part: "Skip to content", "LENGTH: 512"."""
    if _RECORD_FIELD.fullmatch(words):
        return True
    return len(words.split()) <= _MAX_CONTROL_WORDS and bool(_CONTROL.fullmatch(words))


def is_section(words: str) -> bool:
    """Tell whether a line is a section label, a row of regions, or a path of them ("Home > World > Europe")."""
    if is_section_words(words):
        return True
    parts = _PATH.split(words.strip(" |>»·•"))
    return len(parts) > 2 and all(0 < len(part.split()) <= 3 for part in parts)


def is_image_alt(words: str) -> bool:
    """Tell whether a line describes a picture in place of it."""
    return bool(_IMAGE_ALT.fullmatch(words))


def is_caption(words: str) -> bool:
    """Tell whether a line is labelled or credited as the words below a picture."""
    return bool(_CAPTION.fullmatch(words))
