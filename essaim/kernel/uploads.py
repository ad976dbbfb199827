"""Files that people send: taken where a page says so and nowhere else, in memory, never past the page's limit."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

View = TypeVar("View", bound=Callable[..., Any])


def takes_files(limit: int) -> Callable[[View], View]:
    """Let a view be sent files of so many bytes in all; of what is larger it gets one byte more, and can say so.

    A page bears the mark, as its form may be read before it is called; a route of the API, which shares its view with
    others, puts it on the request.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def marked(request: Any, *args: Any, **kwargs: Any) -> Any:
            request.takes_files = limit
            return view(request, *args, **kwargs)

        marked.takes_files = limit  # type: ignore[attr-defined]
        return cast(View, marked)

    return mark


class Bounded(FileUploadHandler):
    """FILE_UPLOAD_HANDLERS: what is past the limit is read and dropped, so that nobody fills disk or memory."""

    left: int | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Take the file, or skip it where none is expected."""
        super().new_file(*args, **kwargs)
        if self.left is None:
            match = self.request.resolver_match if self.request else None
            here = getattr(match.func, "takes_files", -1) if match else -1
            self.left = getattr(self.request, "takes_files", here) + 1
        if not self.left:
            raise SkipFile
        self.content = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        kept = raw_data[: self.left]
        self.left = (self.left or 0) - len(kept)
        self.content += kept

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """Return what was kept."""
        return SimpleUploadedFile(self.file_name or "", bytes(self.content), self.content_type or "")
