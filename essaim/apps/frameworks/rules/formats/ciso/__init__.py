"""Libraries of CISO Assistant, as YAML or as the workbook they are made from."""

from .library import document

__all__ = ["document"]
