from ninja import Router

from . import assessments, evidence

router = Router()
router.add_router("", assessments.router)
router.add_router("", evidence.router)

__all__ = ["router"]
