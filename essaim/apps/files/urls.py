from django.urls import path

from essaim.apps.files import views

app_name = "files"
urlpatterns = [path("o/<slug:organisation>/fichiers/<uuid:pk>", views.download, name="download")]
