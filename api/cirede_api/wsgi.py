"""The application for a WSGI server, put together from the environment: `gunicorn cirede_api.wsgi:app`."""

import sys

from cirede.errors import CiredeError
from cirede_api.factory import create_app
from cirede_api.journal import listen

NO_BOOT = 3
"""With this code of a worker gunicorn stops, instead of starting it again for ever."""

listen()
try:
    app = create_app()
except CiredeError as error:  # one message instead of a traceback of every worker
    sys.stderr.write(f"cirede: {error}\n")
    sys.exit(NO_BOOT)
