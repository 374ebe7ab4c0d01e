"""What every test may use: a miniature tree built from text, mended or broken by replacement."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.loader.catalogue import check_catalogue, open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.errors import Problem
    from cirede.model.catalogue import Catalogue

FIXTURES = Path(__file__).parent / "fixtures" / "content"
DAY = date(2026, 11, 23)

Change = tuple[str, str]
"""Words of a file, and what stands there instead."""
