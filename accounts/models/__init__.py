from accounts.models.agent import Agent
from accounts.models.user import User

__all__ = ["Agent", "User"]
