"""Every setting once, with its reason. ``dev``, ``test`` and ``production`` say only what differs."""

from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF

from config import env

# Lets `ModelAdmin[Article]` be written at run time as it is type-checked.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Everything that is not code: the SQLite database, the blobs, the index.
DATA_DIR = env.folder("DATELINE_DATA_DIR", BASE_DIR / "var")
BLOB_DIR = DATA_DIR / "blobs"
# The search index: disposable, made anew from the database whenever it is missing or torn.
INDEX_DIR = DATA_DIR / "index"

# The prefix of every identifier in exports: an archive that has published must not change it.
BASE_URL = env.text("DATELINE_BASE_URL", "http://localhost:8000").rstrip("/")

ALLOWED_HOSTS = env.words("DATELINE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "accounts",
    "archive",
    "annotations",
    "exports",
    "readingroom",
    # Last, so that every permission exists when the roles are given theirs.
    "config.apps.Config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Axes comes last: it turns a locked-out log-in into its own response.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

#: Acknowledged means on disk (FULL), readers never wait for the writer (WAL), and a write transaction takes its lock at
#: once (IMMEDIATE) instead of failing half way through.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536",
}


def database(url: str) -> dict[str, Any]:
    """Give Django's settings for a database URL, with our options where it is SQLite."""
    settings: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        # A file does not hang up: connections are kept, and not asked before each request whether they live.
        settings |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return settings


DATABASES = {"default": database(env.text("DATELINE_DATABASE_URL", f"sqlite:///{DATA_DIR / 'dateline.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Captured bytes: content-addressed, never below a URL.
    "blobs": {"BACKEND": "archive.storage.BlobStorage", "OPTIONS": {"location": BLOB_DIR}},
}
STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "static"
# What `make frontend` builds: our scripts and the fonts. Absent without Node; pages then use the system's fonts.
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "readingroom:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Ten wrong passwords for one name from one address close that pair for an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_RESET_ON_SUCCESS = True

# Nothing inline, nothing from elsewhere: scripts, styles, fonts and pictures are ours, and no page may frame ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# `manage.py demo` makes users whose passwords it prints: only where nobody else can reach the archive.
DEMO_ALLOWED = False

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# A form post carries an annotation, never a capture: captures come in by command.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
