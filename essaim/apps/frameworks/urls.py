from django.urls import path, re_path

from essaim.apps.frameworks.views import reading

app_name = "frameworks"
urlpatterns = [
    path("referentiels/", reading.catalogue, name="catalogue"),
    path("referentiels/<slug:code>/", reading.detail, name="detail"),
    re_path(r"^referentiels/(?P<code>[a-z0-9-]{1,50})\.xlsx$", reading.workbook, name="workbook"),
    re_path(
        r"^referentiels/(?P<code>[a-z0-9-]{1,50})/(?P<version>[A-Za-z0-9._-]{1,50})\.yaml$",
        reading.source,
        name="source",
    ),
    path("referentiels/<slug:code>/themes/<str:theme>/", reading.theme, name="theme"),
    path("referentiels/<slug:code>/<str:criterion>/", reading.criterion, name="criterion"),
]
