"""Closed lists of accounts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgentKind(TextChoices):
    """Kinds of agent, by the Library of Congress' vocabulary for PREMIS agentType."""

    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organisation")
    SOFTWARE = "software", _("software")


class Role(TextChoices):
    """Roles: each is a Django group of this name with the permissions of ``accounts.roles``."""

    ARCHIVIST = "archivist", _("archivist")
    CURATOR = "curator", _("curator")
    ANNOTATOR = "annotator", _("annotator")
    RESEARCHER = "researcher", _("researcher")


class Scope(TextChoices):
    """What an API token is good for, within what its owner may do."""

    READ = "read", _("read")
    ANNOTATE = "annotate", _("write annotations")
