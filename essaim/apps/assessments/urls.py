from django.urls import path

from essaim.apps.assessments.views import (
    annotating,
    answering,
    closing,
    evidence,
    evolution,
    filling,
    handover,
    keeping,
    moving,
    paper,
    results,
    reusing,
    starting,
    table,
    trials,
)

app_name = "assessments"

ALL = "o/<slug:organisation>/diagnostics"
ONE = f"{ALL}/<uuid:pk>"
PROOFS = "o/<slug:organisation>/preuves"

urlpatterns = [
    path("essai/", trials.begin, name="trial"),
    path("essai/themes/<str:theme>", trials.theme, name="trial_theme"),
    path("essai/reponses/<str:criterion>", trials.answer, name="trial_answer"),
    path("essai/resultats", trials.results, name="trial_results"),
    path("essai/effacer", trials.erase, name="trial_erase"),
    path("essai/garder", keeping.choose, name="trial_keep"),
    path("referentiels/<slug:code>/papier", paper.paper_of_catalogue, name="paper_of"),
    path("referentiels/<slug:code>/papier.pdf", paper.grid_of_catalogue, name="grid_of"),
    path(f"{ALL}/", starting.index, name="list"),
    path(f"{ALL}/nouveau", starting.start, name="start"),
    path(f"{ALL}/essai", keeping.keep, name="keep_trial"),
    path(f"{ALL}/evolution", evolution.evolution, name="evolution"),
    path(f"{ALL}/evolution.csv", evolution.download, name="evolution_csv"),
    path(f"{ALL}/reperes", annotating.add, name="annotate"),
    path(f"{ALL}/reperes/<uuid:pk>", annotating.correct, name="annotation"),
    path(f"{ALL}/reperes/<uuid:pk>/retirer", annotating.remove, name="remove_annotation"),
    path(f"{ALL}/classeurs/<uuid:pk>", filling.received, name="workbook_received"),
    path(ONE, starting.detail, name="detail"),
    path(f"{ONE}/tableau", table.table, name="table"),
    path(f"{ONE}/saisie", table.entry, name="entry"),
    path(f"{ONE}/classeur", filling.workbook, name="workbook"),
    path(f"{ONE}/classeur/<str:language>.xlsx", filling.download, name="workbook_file"),
    path(f"{ONE}/resultats", results.results, name="results"),
    path(f"{ONE}/papier", paper.paper, name="paper"),
    path(f"{ONE}/papier.pdf", paper.grid, name="grid"),
    path(f"{ONE}/remettre", handover.handover, name="handover"),
    path(f"{ONE}/remettre/<str:language>/rapport.<str:kind>", handover.report, name="report"),
    path(f"{ONE}/cloturer", closing.close, name="close"),
    path(f"{ONE}/rouvrir", closing.reopen, name="reopen"),
    path(f"{ONE}/nouvelle-version", moving.newer, name="version"),
    path(f"{ONE}/nouvelle-version/annuler", moving.undo, name="undo"),
    path(f"{ONE}/reprise", reusing.reuse, name="reuse"),
    path(f"{ONE}/reprise/relire", reusing.confirm, name="confirm"),
    path(f"{ONE}/reprise/<uuid:reuse>/annuler", reusing.undo, name="undo_reuse"),
    path(f"{ONE}/reponses/<str:criterion>/preuves", evidence.practice, name="practice_evidence"),
    path(f"{PROOFS}/", evidence.index, name="all_evidence"),
    path(f"{PROOFS}/<uuid:pk>", evidence.one, name="evidence"),
    path(f"{ONE}/reponses/<str:criterion>", answering.answer, name="answer"),
    path(f"{ONE}/<str:theme>", answering.theme, name="theme"),
]
