from .catalogue import FrameworkVersion
from .own import Draft, OwnVersion, Sharing

__all__ = ["Draft", "FrameworkVersion", "OwnVersion", "Sharing"]
