from ninja import Router

from . import assessments, earlier, evidence, files, filling, reusing

router = Router()
for part in (assessments, earlier, evidence, files, filling, reusing):
    router.add_router("", part.router)

__all__ = ["router"]
