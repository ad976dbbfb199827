"""People look together: each alone first, behind a secret that only they hold; then in a room, once for good."""

from .ballots import FLOOR, LONGEST_LABEL, MOST_SEATS, Said, VoiceRefused, ballot_id, ballot_secret, check_voice

__all__ = ["FLOOR", "LONGEST_LABEL", "MOST_SEATS", "Said", "VoiceRefused", "ballot_id", "ballot_secret", "check_voice"]
