"""Words in three languages, and days."""

from datetime import date

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from cirede.model.text import LANGS, Text, as_day


def test_words_are_given_in_each_language() -> None:
    """A text has its words in every language of the project, and cannot be changed."""
    text = Text.each(lambda lang: f"in {lang}")
    assert [text.to(lang) for lang in LANGS] == ["in fr", "in nl", "in en"]
    with pytest.raises(ValidationError):
        setattr(text, "fr", "other")  # noqa: B010 - mypy refuses the plain form, which is the point


@pytest.mark.parametrize("given", [0, 86400, "2026-1-1", "20260101", "2026-02-30", "2026-12-31T00:00", None, True])
def test_what_is_no_day_is_refused(given: object) -> None:
    """Only an existing day in the one written form is a day."""
    with pytest.raises(PydanticCustomError):
        as_day(given)
    assert as_day("2024-02-29") == date(2024, 2, 29)
