from .catalogue import FrameworkVersion
from .own import Draft, OwnVersion, Sharing
from .withdrawal import Withdrawal

__all__ = ["Draft", "FrameworkVersion", "OwnVersion", "Sharing", "Withdrawal"]
