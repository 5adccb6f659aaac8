"""Settings of a server that is measured: as on one's own machine, but nobody is asked to slow down."""

from config.settings.dev import *  # noqa: F403 - settings are layered by design

API_RATES = {"anonymous": None, "user": None}
