from django.urls import path

from essaim.apps.portal.views import public, tenant

app_name = "portal"
organisation = "o/<slug:organisation>/"
urlpatterns = [
    path("", public.home, name="home"),
    path("a-propos", public.about, name="about"),
    path("source.zip", public.source, name="source"),
    path("donnees", public.data, name="data"),
    path("accessibilite", public.accessibility, name="accessibility"),
    path(organisation, tenant.organisation, name="organisation"),
    path(f"{organisation}export.zip", tenant.export, name="export"),
    path(f"{organisation}structure/supprimer", tenant.delete, name="delete"),
    path(f"{organisation}structure/garder", tenant.keep, name="keep"),
]
