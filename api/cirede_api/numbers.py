"""Numbers as they are written in each language: exact where a few digits say it all, marked where they do not."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cirede.model.text import Lang

_DIGITS = 3
_PERCENT = 100
_MARKS = {"fr": ("\u202f", ","), "nl": (".", ","), "en": (",", ".")}


def number(value: Fraction | Decimal | int, lang: "Lang") -> str:
    """Write a number in a language; `≈` stands before one that has been rounded to two digits."""
    exact = Fraction(value)
    scaled = exact * 10**_DIGITS
    rounded = scaled.denominator != 1
    decimal = f"{Decimal(scaled.numerator).scaleb(-_DIGITS):,.{_DIGITS}f}".rstrip("0").rstrip(".")
    shown = f"{float(exact):,.2f}" if rounded else decimal
    thousands, point = _MARKS[lang]
    whole, _, part = shown.partition(".")
    written = whole.replace(",", thousands) + (point + part if part else "")
    return f"≈ {written}" if rounded else written


def span(lowest: Fraction, highest: Fraction, lang: "Lang") -> str:
    """Write a range, or the one number where both ends meet."""
    low, high = number(lowest, lang), number(highest, lang)
    return low if low == high else f"{low}–{high}"


def percent(share: Fraction) -> int:
    """Give a share in whole percents."""
    return round(share * _PERCENT)
