from django.db import migrations

from essaim.kernel import tenancy


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(
            tenancy.FUNCTIONS, "DROP FUNCTION tenant_organisations(); DROP FUNCTION tenant_account();"
        )
    ]
