"""Guidelines: each version that was ever in force stays, so that a set can be read by the rules it was made under."""

from django.db import transaction

from accounts.models import Agent
from annotations.errors import ConflictError, InvalidAnnotationError
from annotations.models import GuidelinesVersion, Project


@transaction.atomic
def publish_guidelines(
    *, project: Project, version: str, text: str, agent: Agent | None, note: str = ""
) -> GuidelinesVersion:
    """Put guidelines in force as a new version; what is in force already is given as it is.

    Raises InvalidAnnotationError without a name for the version, ConflictError where the name stands for another text.
    """
    version = " ".join(version.split())
    if not version:
        raise InvalidAnnotationError("give the version a name, such as 2", pointer="/guidelines_version")
    held = GuidelinesVersion.objects.filter(project=project, version=version).first()
    if held is not None and held.text != text:
        raise ConflictError(f"version {version} is there with another text: give this one a name of its own")
    if held is None:
        held = GuidelinesVersion(project=project, version=version, text=text, note=note, by=agent)
        held.save()
    project.guidelines, project.guidelines_version = text, version
    project.save(update_fields=["guidelines", "guidelines_version"])
    return held
