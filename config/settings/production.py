"""For people on a network: TLS, a secret of its own, hashed static files."""

from config import env
from config.settings.base import *  # noqa: F403 - settings are layered by design

DEBUG = False
SECRET_KEY = env.text("DATELINE_SECRET_KEY")
ALLOWED_HOSTS = env.words("DATELINE_ALLOWED_HOSTS")
# It goes into identifiers that others keep: no default is right.
BASE_URL = env.text("DATELINE_BASE_URL").rstrip("/")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
