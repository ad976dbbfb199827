"""The site as a web server runs it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
application = get_wsgi_application()

# Referentials stay in memory, and a large page makes many small objects that die with it: by default the collector
# walks all of them several times a page.
gc.freeze()
gc.set_threshold(10_000, 10, 10)
