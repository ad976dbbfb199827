from ninja import Router

from . import assessments, evidence, reusing

router = Router()
for part in (assessments, evidence, reusing):
    router.add_router("", part.router)

__all__ = ["router"]
