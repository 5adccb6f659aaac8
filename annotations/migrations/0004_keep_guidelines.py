"""Present guidelines become the first version of each project's; apart from the table's own migration, for PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_present(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make each project's guidelines their first version; sets that are there were made under it."""
    version = apps.get_model("annotations", "GuidelinesVersion")
    for project in apps.get_model("annotations", "Project").objects.all():
        version.objects.create(project=project, version=project.guidelines_version, text=project.guidelines)
        sets = apps.get_model("annotations", "AnnotationSet").objects.filter(project=project)
        sets.update(guidelines_version=project.guidelines_version)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_guidelines")]

    operations = [migrations.RunPython(keep_present, migrations.RunPython.noop)]
