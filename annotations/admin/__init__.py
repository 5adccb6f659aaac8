"""The annotations' pages in the admin; importing them registers them."""

from annotations.admin import (  # noqa: F401 - for registration
    annotation_set,
    article,
    claim,
    delisting,
    entity,
    project,
    revision,
)
