"""The command that draws a tree."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cirede.settings import Settings


class Draw:
    """Draw a tree."""

    help = "draw a tree"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree."""
        parser.add_argument("tree")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Draw."""
        return 0
