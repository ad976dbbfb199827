from django.urls import path

from essaim.apps.organisations import views

app_name = "organisations"
team = "o/<slug:organisation>/equipe/"
affiliations = "o/<slug:organisation>/affiliations/"
urlpatterns = [
    path("structures/", views.organisations, name="list"),
    path("structures/nouvelle", views.create, name="create"),
    path("invitations/<str:secret_link>", views.invitation, name="invitation"),
    path("compte/jetons/", views.tokens, name="tokens"),
    path("compte/jetons/<uuid:pk>/revoquer", views.revoke_token, name="revoke_token"),
    path("o/<slug:organisation>/structure/", views.profile, name="profile"),
    path(team, views.team, name="team"),
    path(f"{team}quitter", views.leave, name="leave"),
    path(f"{team}<uuid:pk>/role", views.change_role, name="role"),
    path(f"{team}<uuid:pk>/retirer", views.remove, name="remove"),
    path(f"{team}invitations/<uuid:pk>/renvoyer", views.resend, name="resend"),
    path(f"{team}invitations/<uuid:pk>/annuler", views.withdraw, name="withdraw"),
    path(affiliations, views.affiliations, name="affiliations"),
    path(f"{affiliations}<uuid:pk>/accepter", views.accept_affiliation, name="accept_affiliation"),
    path(f"{affiliations}<uuid:pk>/terminer", views.end_affiliation, name="end_affiliation"),
]
