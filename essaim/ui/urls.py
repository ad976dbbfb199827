from django.urls import path
from django.views.generic import TemplateView

from essaim.ui import views

app_name = "ui"
urlpatterns = [
    path("composants", views.gallery, name="gallery"),
    path("preferences", views.preferences, name="preferences"),
    path("hors-connexion", views.offline, name="offline"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
]
