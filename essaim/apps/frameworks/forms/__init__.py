from .own import CreationForm, OpinionForm, TakingForm, UploadForm

__all__ = ["CreationForm", "OpinionForm", "TakingForm", "UploadForm"]
