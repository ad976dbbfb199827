"""What a file is, told by its content alone; whatever is not plainly one of the kinds we take is refused."""

from .contents import kind_of
from .names import content_type, is_inert_name, shown_name
from .refusals import MAX_BYTES, MAX_PIXELS, MAX_UNPACKED, Refused

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "MAX_UNPACKED",
    "Refused",
    "content_type",
    "is_inert_name",
    "kind_of",
    "shown_name",
]
