from django.urls import path, re_path

from essaim.apps.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("referentiels/", views.catalogue, name="catalogue"),
    path("referentiels/<slug:code>/", views.detail, name="detail"),
    re_path(r"^referentiels/(?P<code>[a-z0-9-]{1,50})\.xlsx$", views.workbook, name="workbook"),
    re_path(
        r"^referentiels/(?P<code>[a-z0-9-]{1,50})/(?P<version>[A-Za-z0-9._-]{1,50})\.yaml$",
        views.source,
        name="source",
    ),
    path("referentiels/<slug:code>/themes/<str:theme>/", views.theme, name="theme"),
    path("referentiels/<slug:code>/<str:criterion>/", views.criterion, name="criterion"),
]
