"""What an article and its house are called."""

from django.utils.translation import gettext as _

from archive.models import Article


def shown_title(article: Article) -> str:
    """Give the printed headline, or a supplied title in square brackets; without either, the reference code."""
    if article.headline:
        return article.headline
    supplied = article.supplied_title.strip().removeprefix("[").removesuffix("]")
    return f"[{supplied or article.reference_code}]"


def shown_house(article: Article) -> str:
    """Give the outlet, and the agency it had the article from; empty where neither is known."""
    if article.publisher and article.agency:
        return _("%(outlet)s, from %(agency)s") % {"outlet": article.publisher.name, "agency": article.agency.name}
    house = article.publisher or article.agency
    return house.name if house else ""
