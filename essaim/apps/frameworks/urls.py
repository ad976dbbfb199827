from django.urls import path, re_path

from essaim.apps.frameworks.views import comparing, editor, own, publishing, reading, shared, uploads

app_name = "frameworks"

SHARED = "partage/referentiels/<str:secret_link>"
OURS = "o/<slug:organisation>/referentiels"
DRAFT = f"{OURS}/brouillons/<uuid:pk>"
OWN = f"{OURS}/notres/<slug:code>"

urlpatterns = [
    path("referentiels/", reading.catalogue, name="catalogue"),
    path("referentiels/<slug:code>/", reading.detail, name="detail"),
    re_path(r"^referentiels/(?P<code>[a-z0-9-]{1,50})\.xlsx$", reading.workbook, name="workbook"),
    re_path(
        r"^referentiels/(?P<code>[a-z0-9-]{1,50})/(?P<version>[A-Za-z0-9._-]{1,50})\.yaml$",
        reading.source,
        name="source",
    ),
    path("referentiels/<slug:code>/comparer", comparing.versions, name="compare"),
    path("referentiels/<slug:code>/themes/<str:theme>/", reading.theme, name="theme"),
    path("referentiels/<slug:code>/<str:criterion>/", reading.criterion, name="criterion"),
    path(SHARED, shared.shared, name="shared_detail"),
    path(f"{SHARED}/themes/<str:theme>", shared.theme, name="shared_theme"),
    path(f"{SHARED}/questions/<str:criterion>", shared.criterion, name="shared_criterion"),
    path(f"{OURS}/", own.index, name="own"),
    path(f"{OURS}/nouveau", own.new, name="new"),
    path(f"{OURS}/fichier", uploads.upload, name="upload"),
    path(f"{OURS}/fichier/<uuid:pk>", uploads.received, name="received"),
    path(DRAFT, editor.overview, name="draft"),
    path(f"{DRAFT}/presentation", editor.general, name="draft_general"),
    path(f"{DRAFT}/echelles/<slug:scale>", editor.scale, name="draft_scale"),
    path(f"{DRAFT}/echelles/<slug:scale>/retirer", editor.remove_scale, name="draft_remove_scale"),
    path(f"{DRAFT}/themes/<str:theme>", editor.theme, name="draft_theme"),
    path(f"{DRAFT}/themes/<str:theme>/retirer", editor.remove_theme, name="draft_remove_theme"),
    path(f"{DRAFT}/themes/<str:theme>/apercu", editor.preview, name="draft_preview"),
    path(f"{DRAFT}/pratiques/<str:criterion>", editor.criterion, name="draft_criterion"),
    path(f"{DRAFT}/pratiques/<str:criterion>/deplacer", editor.move, name="draft_move"),
    path(f"{DRAFT}/pratiques/<str:criterion>/retirer", editor.remove_criterion, name="draft_remove_criterion"),
    path(f"{DRAFT}/fichier.yaml", editor.file, {"form": "yaml"}, name="draft_yaml"),
    path(f"{DRAFT}/fichier.xlsx", editor.file, {"form": "xlsx"}, name="draft_xlsx"),
    path(f"{DRAFT}/comparer", editor.compare, name="draft_compare"),
    path(f"{DRAFT}/supprimer", editor.discard, name="draft_discard"),
    path(f"{DRAFT}/publier", publishing.publish, name="publish"),
    path(OWN, own.detail, name="own_detail"),
    path(f"{OWN}.yaml", own.source, name="own_source"),
    path(f"{OWN}.xlsx", own.workbook, name="own_workbook"),
    path(f"{OWN}/comparer", comparing.own_versions, name="own_compare"),
    path(f"{OWN}/themes/<str:theme>", own.theme, name="own_theme"),
    path(f"{OWN}/questions/<str:criterion>", own.criterion, name="own_criterion"),
    path(f"{OWN}/nouvelle-version", own.next_version, name="next_version"),
    path(f"{OWN}/partager", publishing.share, name="share"),
    path(f"{OWN}/ne-plus-partager", publishing.stop_sharing, name="stop_sharing"),
    path(f"{OWN}/catalogue", publishing.put_in_catalogue, name="put_in_catalogue"),
]
