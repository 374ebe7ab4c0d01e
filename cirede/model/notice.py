"""What every result says about itself."""

from cirede.model.text import Frozen, Text


class Notice(Frozen):
    """The legal notice: what a result is and what it is not."""

    notice: Text
    draft: Text
    unverified: Text
