"""The exports' pages in the admin; importing them registers them."""

from exports.admin import export_run  # noqa: F401 - for registration
