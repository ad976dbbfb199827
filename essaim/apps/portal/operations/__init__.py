from essaim.apps.portal.operations.deletion import ask_deletion, erase_if_due, keep
from essaim.apps.portal.operations.story import play_story

__all__ = ["ask_deletion", "erase_if_due", "keep", "play_story"]
