"""``manage.py demo``: an archive to look at."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from archive.management.indexing import index_changes
from archive.management.reporting import ReportingCommand
from config.demo import make_demo


class Command(ReportingCommand):
    help = "Fill the archive with five articles, their annotations and users of every role; prints the log-ins."

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("the demo makes users whose passwords it prints; it is not for these settings")
        call_command("migrate", verbosity=0, interactive=False)
        figures = make_demo(say=self.stdout.write)
        index_changes()
        if not options["json"]:
            self.stdout.write("log-ins (user, password):")
            for name, password in figures["logins"].items():
                self.stdout.write(f"  {name:14} {password}")
            return
        self.report(figures, as_json=True)
