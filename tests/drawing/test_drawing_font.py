"""Words measured and broken."""

from pathlib import Path

from cirede.drawing.font import Font, load_font, plain

FONTS = Path(__file__).parents[2] / "api" / "cirede_api" / "static" / "fonts"


def test_lines_are_never_wider_than_allowed(font: Font) -> None:
    """Whatever the words, one long word included, every line fits the width."""
    for words in ("", "mot", "a" * 300, "des mots bien longs " * 20, "Où ? Ici : là !", "日本語" * 40):
        lines = font.regular.wrap(words, size=14, width=120, lines=4)
        assert 1 <= len(lines) <= 4
        assert all(font.regular.width(line, 14) <= 120 for line in lines)


def test_words_left_out_are_announced(font: Font) -> None:
    """A text that does not fit ends in an ellipsis, and one that fits does not."""
    assert font.regular.wrap("un deux trois " * 9, size=14, width=100, lines=2)[-1].endswith("…")
    assert font.regular.wrap("un deux trois", size=14, width=200, lines=2) == ("un deux trois",)


def test_a_question_mark_stays_with_its_word(font: Font) -> None:
    """French punctuation never opens a line, whichever space the author typed."""
    for width in range(90, 200, 7):
        lines = font.regular.wrap("D'où vient la matière ? Et « elle » : oui !", size=14, width=width, lines=20)
        assert not any(line.startswith(("?", ":", "!", "»")) for line in lines)


def test_control_characters_are_spaces() -> None:
    """Control characters, line separators and lone surrogates become one space."""
    assert plain(" a\x00\x08b\n\n c\u2028d\ud800e\x9f") == "a b c d e"


def test_bold_is_wider_than_regular() -> None:
    """Both weights are real: their measures differ."""
    font = load_font()
    assert font.bold.width("Pas un déchet", 14) > font.regular.width("Pas un déchet", 14) > 50


def test_fonts_of_the_pages_are_small_and_licensed() -> None:
    """Each web font is under 40 kB and lies beside its licence."""
    fonts = sorted(FONTS.glob("*.woff2"))
    assert len(fonts) == 2
    assert all(font.stat().st_size < 40_000 for font in fonts)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
