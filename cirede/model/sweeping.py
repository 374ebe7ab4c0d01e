"""Making many lasting things without the sweeps of the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Keep the collector from looking for garbage meanwhile.

    Content is read into a hundred thousand small objects that all stay: going through them again and again took a third of
    the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
