"""Users and agents in the admin; superusers only, as roles have no permission on them."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from accounts.models import Agent, User

admin.site.register(User, UserAdmin)


@admin.register(Agent)
class AgentAdmin(admin.ModelAdmin[Agent]):
    """Agents, with the pseudonym that exports show."""

    list_display = ("label", "kind", "version", "user")
    list_select_related = ("user",)
    list_filter = ("kind",)
    search_fields = ("label", "uuid")
    readonly_fields = ("uuid",)
