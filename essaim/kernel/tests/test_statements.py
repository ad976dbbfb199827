"""What the site's own connection does of a statement that it is given again."""

from django.db import connection

KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::integer AS kept'"


def test_a_statement_said_again_and_again_is_planned_once(db):
    with connection.cursor() as cursor:
        said = [cursor.execute("SELECT %s::integer AS kept", [turn]).fetchone()[0] for turn in range(6)]
        planned = cursor.execute(KEPT).fetchone()[0]
    assert (said, planned) == ([0, 1, 2, 3, 4, 5], 1)
