"""All addresses of the site; each context brings its own."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from essaim.kernel.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("langue/", include("django.conf.urls.i18n")),
    path("", include("essaim.ui.urls")),
    *[
        path("", include(f"essaim.apps.{name}.urls"))
        for name in settings.CONTEXTS
        if (settings.PACKAGE / "apps" / name / "urls.py").exists()
    ],
]
if (settings.PACKAGE / "config" / "api.py").exists():
    urlpatterns.append(path("api/v1/", import_module("essaim.config.api").api.urls))
handler500 = "essaim.ui.views.server_error"
