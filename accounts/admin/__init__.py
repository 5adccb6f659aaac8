from accounts.admin.agent import AgentAdmin
from accounts.admin.api_token import ApiTokenAdmin

__all__ = ["AgentAdmin", "ApiTokenAdmin"]
