from .outline import move, overview, remove_criterion, remove_scale, remove_theme
from .reading import compare, discard, file, preview
from .writing import criterion, general, scale, theme

__all__ = [
    "compare",
    "criterion",
    "discard",
    "file",
    "general",
    "move",
    "overview",
    "preview",
    "remove_criterion",
    "remove_scale",
    "remove_theme",
    "scale",
    "theme",
]
