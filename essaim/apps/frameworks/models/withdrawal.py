from django.db import models


class Withdrawal(models.Model):
    """A referential taken out of the catalogue, and why: nobody starts on it any more, its versions stay readable."""

    code = models.CharField(max_length=50, primary_key=True)
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
