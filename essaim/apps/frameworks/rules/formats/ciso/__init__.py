"""Libraries of CISO Assistant, as YAML or as the workbook they are made from."""

from .library import document
from .sheets import FRONT
from .sheets import library as library_of
from .written import written

__all__ = ["FRONT", "document", "library_of", "written"]
