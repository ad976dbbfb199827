"""A draft is written piece by piece: found by its code, kept as it was typed, moved without losing a word."""

from .fields import Choices, Field, Group, Line, Mark, Number, Rows, Value, Words, is_silent, rearranged, written
from .outline import (
    add_criterion,
    add_scale,
    add_theme,
    move,
    remove_criterion,
    remove_scale,
    remove_theme,
    shift,
    shift_theme,
)
from .pieces import Gone, Kind, Piece, fingerprint, is_too_large, owner_of, piece, relative, replaced, size
from .previews import Level, Question, Sketch, sketch
from .specs import fields_of
from .words import fill_in, one_sided

__all__ = [
    "Choices",
    "Field",
    "Gone",
    "Group",
    "Kind",
    "Level",
    "Line",
    "Mark",
    "Number",
    "Piece",
    "Question",
    "Rows",
    "Sketch",
    "Value",
    "Words",
    "add_criterion",
    "add_scale",
    "add_theme",
    "fields_of",
    "fill_in",
    "fingerprint",
    "is_silent",
    "is_too_large",
    "move",
    "one_sided",
    "owner_of",
    "piece",
    "rearranged",
    "relative",
    "remove_criterion",
    "remove_scale",
    "remove_theme",
    "replaced",
    "shift",
    "shift_theme",
    "size",
    "sketch",
    "written",
]
