from essaim.apps.assessments.exports import combs, drawings, sentences, words
from essaim.apps.assessments.exports.data import ReportData
from essaim.apps.assessments.exports.files import KINDS, download, file
from essaim.apps.assessments.exports.results import Results, results, results_of

__all__ = [
    "KINDS",
    "ReportData",
    "Results",
    "combs",
    "download",
    "drawings",
    "file",
    "results",
    "results_of",
    "sentences",
    "words",
]
