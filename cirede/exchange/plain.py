"""Exact numbers as plain ones: whole where they are whole, else rounded to six digits for reading."""

from fractions import Fraction

_DIGITS = 6


def plain_number(number: Fraction) -> int | float:
    """Give a number for JSON; where it was rounded, the exact fraction stands beside it under `exact`."""
    return int(number) if number.denominator == 1 else round(float(number), _DIGITS)
