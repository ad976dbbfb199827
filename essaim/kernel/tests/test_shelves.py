"""What passers-by ask for takes so much memory and one thread, whatever they ask."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from essaim.kernel.shelves import Busy, Shelf


def made(calls, name, size=1):
    def make():
        calls.append(name)
        return name.encode() * size

    return make


def test_what_was_made_once_is_made_no_more():
    shelf, calls = Shelf(room=10, patience=1), []
    assert [shelf.take("a", made(calls, "a")) for _ in range(3)] == [b"a"] * 3
    assert calls == ["a"]


def test_what_was_asked_longest_ago_makes_room():
    shelf, calls = Shelf(room=10, patience=1), []
    for name in "abacb":
        shelf.take(name, made(calls, name, size=4))
    assert (calls, list(shelf.held)) == (["a", "b", "c", "b"], ["c", "b"])


def test_what_is_larger_than_the_shelf_is_given_and_not_kept():
    shelf = Shelf(room=10, patience=1)
    assert (shelf.take("a", made([], "a", size=11)), list(shelf.held)) == (b"a" * 11, [])


def test_one_thing_is_made_at_a_time_and_nobody_waits_for_long():
    shelf, started, go_on = Shelf(room=10, patience=0.01), Event(), Event()

    def slowly():
        started.set()
        assert go_on.wait(10)
        return b"slow"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(shelf.take, "a", slowly)
        assert started.wait(10)
        with pytest.raises(Busy):
            shelf.take("b", made([], "b"))
        go_on.set()
        assert first.result(10) == b"slow"
    assert shelf.take("b", made([], "b")) == b"b"


def test_those_who_ask_for_the_same_at_once_have_it_made_once():
    shelf, calls = Shelf(room=10, patience=10), []
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: shelf.take("a", made(calls, "a")), range(4))) == [b"a"] * 4
    assert calls == ["a"]


def test_what_fails_leaves_the_turn_to_the_next():
    shelf = Shelf(room=10, patience=0.01)
    with pytest.raises(ZeroDivisionError):
        shelf.take("a", lambda: bytes(1 // 0))
    assert shelf.take("a", made([], "a")) == b"a"
