from django.urls import URLPattern, path

from essaim.apps.workshops.views import answering, facilitating, leading, opening, people, room

app_name = "workshops"

ALL = "o/<slug:organisation>/ateliers"
ONE = f"{ALL}/<uuid:pk>"
SEAT = f"{ONE}/personnes/<uuid:seat>"
MINE = f"{ONE}/mes-reponses"
LINK = "a/<str:link>"
LED = "anime/<str:link>"


def in_the_room(before: str, prefix: str = "") -> list[URLPattern]:
    """Return the addresses of the room: the same for a member and for an outside facilitator."""
    one = f"{before}/pratiques/<str:criterion>"
    return [
        path(before, room.home, name=f"{prefix}room"),
        path(f"{before}/presents", room.counts, name=f"{prefix}room_counts"),
        path(f"{before}/ensemble", room.accept, name=f"{prefix}room_together"),
        path(f"{before}/fin", room.end, name=f"{prefix}room_end"),
        path(one, room.practice, name=f"{prefix}room_practice"),
        path(f"{one}/reponses", room.count, name=f"{prefix}room_count"),
        path(f"{before}/commencer", facilitating.begin, name=f"{prefix}room_begin"),
        path(f"{before}/reveler", facilitating.reveal_all, name=f"{prefix}room_reveal_all"),
        path(f"{before}/accepter", facilitating.accept, name=f"{prefix}room_accept"),
        path(f"{before}/noter-presents", facilitating.present, name=f"{prefix}room_present"),
        path(f"{one}/reveler", facilitating.reveal, name=f"{prefix}room_reveal"),
        path(f"{one}/mains", facilitating.hands, name=f"{prefix}room_hands"),
        path(f"{one}/accord", facilitating.agree, name=f"{prefix}room_agree"),
        path(f"{one}/desaccord", facilitating.disagree, name=f"{prefix}room_disagree"),
        path(f"{one}/plus-tard", facilitating.later, name=f"{prefix}room_later"),
        path(f"{one}/revenir", facilitating.undo, name=f"{prefix}room_undo"),
    ]


urlpatterns = [
    path(LINK, answering.begin, name="answer"),
    path(f"{LINK}/themes/<str:theme>", answering.theme, name="answer_theme"),
    path(f"{LINK}/reponses/<str:criterion>", answering.answer, name="answer_one"),
    path(f"{LINK}/fini", answering.finish, name="answer_finish"),
    path(f"{LINK}/quitter", answering.leave, name="answer_leave"),
    path(f"{LINK}/reprendre", answering.carry, name="answer_carry"),
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
    *in_the_room(f"{ONE}/salle"),
    *in_the_room(LED, "led_"),
    path(f"{ONE}/animation", leading.facilitator, name="facilitator"),
    path(f"{ONE}/animation/arreter", leading.stop, name="facilitator_stop"),
]
