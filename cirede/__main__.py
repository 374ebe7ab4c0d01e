"""`python -m cirede` is the command `cirede`."""

import sys

from cirede.cli import main

sys.exit(main())
