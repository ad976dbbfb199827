"""What takes long to make and is the same for everyone: made one at a time, and kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Busy(Exception):
    """Something else is being made, and it did not end while one waited."""


class Shelf:
    """Files kept in memory, those asked last, `room` bytes in all; whoever waits longer than `patience` (s) gives up.

    So passers-by, whatever they ask for and however often, take this much memory and one thread of work.
    """

    def __init__(self, *, room: int, patience: float) -> None:
        self.room, self.patience = room, patience
        self.held: OrderedDict[Hashable, bytes] = OrderedDict()
        self.hand, self.turn = Lock(), Lock()

    def take(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under this key, or make it; `Busy` when one's turn does not come."""
        kept = self._found(key)
        if kept is not None:
            return kept
        if not self.turn.acquire(timeout=self.patience):
            raise Busy
        try:
            kept = self._found(key)  # somebody may have asked for the same
            return self._put(key, make()) if kept is None else kept
        finally:
            self.turn.release()

    def _found(self, key: Hashable) -> bytes | None:
        with self.hand:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def _put(self, key: Hashable, content: bytes) -> bytes:
        with self.hand:
            self.held[key] = content
            while sum(map(len, self.held.values())) > self.room:
                self.held.popitem(last=False)
        return content
