"""Names that pages use: elements by how they are shown, types of schema.org, and meta elements by what they state."""


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements inside a line (HTML Living Standard, 4.5 and 4.8; MathML Core); any other begins and ends a piece.
INLINE = _set(
    """a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label map mark meter nobr object
    output progress q rp rt ruby s samp small span strike strong sub sup svg time tt u var wbr picture video audio
    source canvas text tspan g math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom
    msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd maction semantics annotation
    annotation-xml"""
)
#: Elements that no browser shows as text.
HIDDEN = _set("script style template head title meta link param track base area datalist iframe input textarea")
#: Elements of NITF inside a line (NITF 3.6, ``enriched-text``), beside those of HTML.
NITF_INLINE = INLINE | _set(
    """alt-code chron city classifier copyrite copyrite.holder copyrite.year country credit denom event frac frac-num
    frac-sep function lang location money name.family name.given num object.title org person postaddr pronounce region
    state story.date sublocation virtloc nameloc name.title"""
)
HEADINGS = _set("h1 h2 h3 h4 h5 h6")
CELLS = _set("td th")
#: Elements that end no piece where they end.
UNBROKEN = _set("br img td th")

#: Types of schema.org (version 29) whose description is that of an article.
ARTICLES = _set(
    """Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle
    ReviewNewsArticle BackgroundNewsArticle AskPublicNewsArticle AdvertiserContentArticle SocialMediaPosting
    LiveBlogPosting TechArticle ScholarlyArticle SatiricalArticle WebPage ItemPage"""
)
#: Properties of schema.org by the field that they state.
SCHEMA = {
    "headline": "headline",
    "description": "standfirst",
    "author": "byline",
    "publisher": "publisher",
    "datePublished": "published",
    "dateModified": "modified",
}

#: Names of meta elements by what they state, the most reliable first (Dublin Core; Open Graph; parse.ly; Sailthru).
#: Prefixes stand before a stop here, as in Dublin Core; Open Graph has a colon.
META = {
    field: tuple(names.split())
    for field, names in {
        "headline": "dc.title dcterms.title og.title twitter.title parsely-title sailthru.title",
        "standfirst": "og.description description dc.description dcterms.description twitter.description",
        "byline": "dc.creator dcterms.creator author article.author parsely-author sailthru.author byl",
        "publisher": "og.site_name dc.publisher dcterms.publisher application-name cre",
        "published": """article.published_time article.published og.published_time datepublished dcterms.issued
            dcterms.created dc.date.issued dc.date dcterms.date parsely-pub-date sailthru.date pubdate publishdate
            ptime date""",
        "modified": """article.modified_time og.updated_time datemodified dcterms.modified dc.date.modified
            last-modified utime""",
    }.items()
}
