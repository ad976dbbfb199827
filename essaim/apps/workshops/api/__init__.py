from ninja import Router

from . import meetings, workshops

router = Router()
for part in (workshops, meetings):
    router.add_router("", part.router)

__all__ = ["router"]
