from django.urls import path

from essaim.apps.workshops.views import answering, opening, people

app_name = "workshops"

ALL = "o/<slug:organisation>/ateliers"
ONE = f"{ALL}/<uuid:pk>"
SEAT = f"{ONE}/personnes/<uuid:seat>"
MINE = f"{ONE}/mes-reponses"
LINK = "a/<str:link>"

urlpatterns = [
    path(LINK, answering.begin, name="answer"),
    path(f"{LINK}/themes/<str:theme>", answering.theme, name="answer_theme"),
    path(f"{LINK}/reponses/<str:criterion>", answering.answer, name="answer_one"),
    path(f"{LINK}/fini", answering.finish, name="answer_finish"),
    path(f"{LINK}/quitter", answering.leave, name="answer_leave"),
    path(f"{ALL}/nouveau/<uuid:pk>", opening.open_workshop, name="open"),
    path(ONE, people.detail, name="detail"),
    path(f"{ONE}/mode", opening.choose_mode, name="mode"),
    path(f"{ONE}/personnes", people.invite, name="invite"),
    path(f"{ONE}/relancer", people.remind, name="remind"),
    path(f"{ONE}/reunion", people.meeting, name="meeting"),
    path(f"{ONE}/cloturer", opening.close, name="close"),
    path(f"{SEAT}/lien", people.renew, name="renew"),
    path(f"{SEAT}/retirer", people.uninvite, name="uninvite"),
    path(MINE, answering.begin_as_member, name="mine"),
    path(f"{MINE}/themes/<str:theme>", answering.theme_as_member, name="mine_theme"),
    path(f"{MINE}/reponses/<str:criterion>", answering.answer_as_member, name="mine_one"),
    path(f"{MINE}/fini", answering.finish_as_member, name="mine_finish"),
]
