"""The application for a WSGI server, put together from the environment: `gunicorn cirede_api.wsgi:app`."""

import sys

from cirede.errors import CiredeError
from cirede_api.factory import create_app
from cirede_api.journal import listen

listen()
try:
    app = create_app()
except CiredeError as error:  # the server would show a traceback of every worker
    sys.exit(f"cirede: {error}")
