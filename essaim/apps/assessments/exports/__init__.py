from essaim.apps.assessments.exports import combs, drawings, words
from essaim.apps.assessments.exports.results import Results, results, results_of

__all__ = ["Results", "combs", "drawings", "results", "results_of", "words"]
