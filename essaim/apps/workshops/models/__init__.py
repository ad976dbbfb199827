from .voices import Ballot, Seat, Voice
from .workshops import NAME_LENGTH, Deliberation, RespondentGroup, Workshop

__all__ = ["NAME_LENGTH", "Ballot", "Deliberation", "RespondentGroup", "Seat", "Voice", "Workshop"]
