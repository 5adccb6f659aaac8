"""Who logs in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with a log-in. What they do is signed by their ``Agent``, so that exports need no user name."""
