import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from essaim.kernel.stores import FailsLikeADisk


class Elsewhere(InMemoryStorage):
    """A store that answers until its line is cut, and then fails in its own way."""

    is_cut = False

    def _answer(self):
        if self.is_cut:
            raise RuntimeError("no line")

    def _open(self, name, mode="rb"):
        self._answer()
        return super()._open(name, mode)

    def _save(self, name, content):
        self._answer()
        return super()._save(name, content)

    def delete(self, name):
        self._answer()
        super().delete(name)

    def listdir(self, path):
        self._answer()
        return super().listdir(path)

    def get_modified_time(self, name):
        self._answer()
        return super().get_modified_time(name)


class Store(FailsLikeADisk, Elsewhere):
    pass


def test_a_store_that_answers_is_left_alone():
    store = Store()
    assert store.save("a/b", ContentFile(b"Oui")) == "a/b"
    with store.open("a/b") as file:
        assert (file.read(), store.listdir("a"), store.get_modified_time("a/b") is not None) == (
            b"Oui",
            ([], ["b"]),
            True,
        )
    store.delete("a/b")
    with pytest.raises(FileNotFoundError):
        store.open("a/b")


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.open("a"),
        lambda store: store.save("a", ContentFile(b"Oui")),
        lambda store: store.delete("a"),
        lambda store: store.listdir("a"),
        lambda store: store.get_modified_time("a"),
    ],
)
def test_one_that_does_not_answer_fails_like_a_disk(act):
    store = Store()
    store.is_cut = True
    with pytest.raises(OSError, match="no line"):
        act(store)
