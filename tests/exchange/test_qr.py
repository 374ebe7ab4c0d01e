"""QR codes as SVG: every module in its place, words escaped."""

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from cirede.exchange.qr import MARGIN, qr_svg

LINK = "https://example.org/fr/p/waste-status/2026.1/2026-11-25?a=1we0k3fsypb4z5"


@given(st.text(min_size=1, max_size=300))
def test_every_module_is_drawn(text: str) -> None:
    """The path fills exactly the dark modules of the code, inside the white margin that readers need."""
    drawn = qr_svg(text, "label")
    side = int(re.findall(r'viewBox="0 0 (\d+) ', drawn)[0])
    filled = {
        (int(left) + step - MARGIN, int(top) - MARGIN)
        for left, top, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn)
        for step in range(int(length))
    }
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    assert filled == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert side == len(matrix) + 2 * MARGIN


def test_a_link_gives_a_code_that_a_phone_reads_from_paper() -> None:
    """A usual link stays at 37 modules a side or fewer: 0.7 mm each on a print of 30 mm."""
    assert len(segno.make(LINK, error="m", micro=False, boost_error=False).matrix) <= 37


def test_the_label_is_escaped() -> None:
    """The label cannot become markup."""
    assert "<title>&lt;b&gt; &amp; &quot;c&quot;</title>" in qr_svg(LINK, '<b> & "c"')
