"""The arguments by which a command says how the register is ranked."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cirede.errors import WrongUseError

if TYPE_CHECKING:
    import argparse


def add_standing(parser: "argparse.ArgumentParser") -> None:
    """Declare the profile, the weights, the day, and the register for training."""
    parser.add_argument("--profile", help="the profile (the default one when left out)")
    parser.add_argument("--weights", help="weights in place of those of the profile, as impact=3,ease=1")
    parser.add_argument("--on", help="by what was known on this day, as 2026-12-31 (today when left out)")
    parser.add_argument("--exercise", action="store_true", help="the fictitious register, for training")


def read_day(text: str | None) -> date:
    """Read a day, today in Brussels when left out. Raises: WrongUseError for what is none."""
    try:
        return date.fromisoformat(text) if text else datetime.now(ZoneInfo("Europe/Brussels")).date()
    except ValueError as error:
        message = f"'{text}' is no day: write it as 2026-12-31"
        raise WrongUseError(message) from error
