from .joining import JoinForm
from .people import ModeForm, OpeningForm, PeopleForm
from .voices import VoiceForm

__all__ = ["JoinForm", "ModeForm", "OpeningForm", "PeopleForm", "VoiceForm"]
