from django.urls import path

from essaim.apps.territories import views

app_name = "territories"
urlpatterns = [path("territoires/communes", views.communes, name="communes")]
