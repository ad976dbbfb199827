"""The limits of what is taken, and the one way to say no."""

from essaim.apps.files.enums import FileFault

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MAX_UNPACKED = 200_000_000


class Refused(Exception):
    """A file that is not taken; nothing was kept."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
