from essaim.apps.assessments.exports import combs, drawings, evolutions, filling, sentences, words
from essaim.apps.assessments.exports.comparisons import Comparison, comparison, lines_of
from essaim.apps.assessments.exports.data import ReportData
from essaim.apps.assessments.exports.files import KINDS, download, file
from essaim.apps.assessments.exports.paper import ESSENTIAL, Wanted, grid_of, grid_of_catalogue
from essaim.apps.assessments.exports.results import Results, results, results_of

__all__ = [
    "ESSENTIAL",
    "KINDS",
    "Comparison",
    "ReportData",
    "Results",
    "Wanted",
    "combs",
    "comparison",
    "download",
    "drawings",
    "evolutions",
    "file",
    "filling",
    "grid_of",
    "grid_of_catalogue",
    "lines_of",
    "results",
    "results_of",
    "sentences",
    "words",
]
