from essaim.apps.portal.tests.factories import story

__all__ = ["story"]
