"""All addresses of the site; each context brings its own."""

from django.conf import settings
from django.urls import include, path

from essaim.config.api import api
from essaim.kernel.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("langue/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    path("", include("essaim.ui.urls")),
    *[path("", include(f"essaim.apps.{name}.urls")) for name in settings.CONTEXTS],
]
handler400 = "essaim.ui.views.bad_request"
handler500 = "essaim.ui.views.server_error"
