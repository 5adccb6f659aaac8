"""What can go wrong with accounts; every message is for the person who must act."""


class AccountsError(Exception):
    """Base of the accounts' own errors."""


class InvalidTokenError(AccountsError):
    """A token that lets nobody in: unknown, expired, revoked, or of an inactive user."""


class TokenRequestError(AccountsError):
    """A token that can't be made as asked for; ``field`` names the member at fault."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field
