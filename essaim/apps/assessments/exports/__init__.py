from essaim.apps.assessments.exports import combs, drawings, evolutions, fields, filling, sentences, words
from essaim.apps.assessments.exports.comparisons import Comparison, comparison, lines_of
from essaim.apps.assessments.exports.data import ReportData
from essaim.apps.assessments.exports.files import KINDS, download, file
from essaim.apps.assessments.exports.paper import ESSENTIAL, Wanted, grid_of, grid_of_catalogue
from essaim.apps.assessments.exports.results import Results, results, results_of
from essaim.apps.assessments.exports.templates import TooLong, filled, preview, starter, template_problems

__all__ = [
    "ESSENTIAL",
    "KINDS",
    "Comparison",
    "ReportData",
    "Results",
    "TooLong",
    "Wanted",
    "combs",
    "comparison",
    "download",
    "drawings",
    "evolutions",
    "fields",
    "file",
    "filled",
    "filling",
    "grid_of",
    "grid_of_catalogue",
    "lines_of",
    "preview",
    "results",
    "results_of",
    "sentences",
    "starter",
    "template_problems",
    "words",
]
