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
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
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

# The API: strict JSON in, problem details out, tokens or sessions.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.viewers.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["archive.api.parsing.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "archive.api.negotiation.WeightedNegotiation",
    "DEFAULT_THROTTLE_CLASSES": ["archive.api.throttles.AnonymousThrottle", "archive.api.throttles.UserThrottle"],
    "DEFAULT_SCHEMA_CLASS": "archive.api.openapi.ProblemSchemas",
    "DEFAULT_METADATA_CLASS": None,
    # Accept alone says which representation is wanted.
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "archive.api.problems.answer_error",
    # Addresses that nobody can make up: of X-Forwarded-For only what this many proxies of ours have added.
    "NUM_PROXIES": env.number("DATELINE_API_PROXIES", 0),
}
# How often somebody may ask the API; each server process counts for itself.
API_RATES = {
    "anonymous": env.rate("DATELINE_API_RATE_ANONYMOUS", "120/minute"),
    "user": env.rate("DATELINE_API_RATE_USER", "1200/minute"),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dateline",
    "DESCRIPTION": "News articles with their provenance, and who said what in them, as reported by whom.",
    "VERSION": "1",
    "OAS_VERSION": "3.0.3",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Nothing that would need inline styles of its own or calls to a validator elsewhere.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "config.api.add_components"],
    "ENUM_NAME_OVERRIDES": {
        "Access": "archive.vocabulary.Access",
        "ArticleRelationKind": "archive.vocabulary.RelationKind",
        "ArticleState": "archive.vocabulary.ArticleState",
        "BlockRole": "archive.vocabulary.BlockRole",
        "ChangeAction": "archive.vocabulary.ChangeAction",
        "ClaimRelationKind": "annotations.vocabulary.ClaimRelationKind",
        "CollectionLevel": "archive.vocabulary.CollectionLevel",
        "EntityKind": "annotations.vocabulary.EntityKind",
        "EventType": "archive.vocabulary.EventType",
        "Field": "archive.vocabulary.Field",
        "LayerKind": "annotations.vocabulary.LayerKind",
        "NameKind": "annotations.vocabulary.NameKind",
        "Outcome": "archive.vocabulary.Outcome",
        "Polarity": "annotations.vocabulary.Polarity",
        "PublisherKind": "archive.vocabulary.PublisherKind",
        "ReviewStatus": "annotations.vocabulary.ReviewStatus",
        "SetRole": "annotations.vocabulary.SetRole",
        "SetState": "annotations.vocabulary.SetState",
        "ValueStatus": "archive.vocabulary.ValueStatus",
    },
}

# Below /api/ also this answer is a problem.
CSRF_FAILURE_VIEW = "config.api.csrf_failure"

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# A form post carries an annotation, never a capture: captures come in by command.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: Files in one form: the form that takes files in says itself, and kindly, what is too much.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
