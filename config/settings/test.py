"""For the test run: fast hashes, files in a temporary folder, everything else as in production where it can be."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403 - settings are layered by design

DEBUG = False
SECRET_KEY = "for-tests-only-" + "0" * 40
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATA_DIR = Path(tempfile.mkdtemp(prefix="dateline-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
BLOB_DIR = DATA_DIR / "blobs"
INDEX_DIR = DATA_DIR / "index"
STORAGES["blobs"] = {"BACKEND": "archive.storage.BlobStorage", "OPTIONS": {"location": BLOB_DIR}}  # noqa: F405 - from base
STORAGES["staticfiles"] = {  # noqa: F405 - from base
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
BASE_URL = "https://archive.example.org"

DEMO_ALLOWED = True

# Tests of the rates set their own.
API_RATES = {"anonymous": None, "user": None}

# A file, as in production, so that WAL and the write lock are tested too.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405 - from base
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405 - from base
