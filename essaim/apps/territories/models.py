from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Region(models.Model):
    """A region, or an overseas collectivity that has its own code; codes are text (`01` is Guadeloupe)."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, db_column="region_code", related_name="+")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Commune(models.Model):
    """A commune of today, or an arrondissement of Paris, Lyon or Marseille."""

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=100)
    folded_name = models.CharField(max_length=100)
    postcodes = ArrayField(models.CharField(max_length=5))
    department = models.ForeignKey(Department, models.PROTECT, db_column="department_code", related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, db_column="region_code", related_name="+")
    population = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["folded_name"], opclasses=["text_pattern_ops"], name="commune_name_start"),
            GinIndex(fields=["postcodes"], name="commune_postcodes"),
        ]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """Which files the three tables were loaded from."""

    fingerprint = models.CharField(primary_key=True, max_length=64)

    def __str__(self) -> str:
        return self.fingerprint
