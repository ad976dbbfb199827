from django.db import migrations


class Migration(migrations.Migration):
    """Look among temporary tables last: unsaid, they come first, and anyone connected can make one of any name."""

    dependencies = [("organisations", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION organisation_ids() SET search_path = pg_catalog, public, pg_temp",
            "ALTER FUNCTION organisation_ids() SET search_path = pg_catalog, public",
        )
    ]
