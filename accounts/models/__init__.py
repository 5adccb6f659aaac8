from accounts.models.agent import Agent
from accounts.models.api_token import ApiToken
from accounts.models.user import User

__all__ = ["Agent", "ApiToken", "User"]
