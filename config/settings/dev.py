"""On one's own machine: no secret needed, errors shown, plain HTTP, reachable from this machine only."""

from config import env
from config.settings.base import *  # noqa: F403 - settings are layered by design

DEBUG = env.flag("DATELINE_DEBUG", default=False)

# Known to everybody who reads this, so good for localhost only; production refuses to start without its own.
SECRET_KEY = env.text("DATELINE_SECRET_KEY", "for-localhost-only-" + "0" * 40)

STORAGES["staticfiles"] = {  # noqa: F405 - from base
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None

DEMO_ALLOWED = True
