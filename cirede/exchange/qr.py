"""A QR code as one small SVG path: no style, no script, nothing to load."""

import segno

MARGIN = 4
"""The white modules that the standard asks for on each side."""


def qr_svg(text: str, label: str) -> str:
    """Draw a text as a QR code, named `label` for who does not see it; both are escaped."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    side = len(matrix) + 2 * MARGIN
    path = "".join(
        f"M{start + MARGIN} {line + MARGIN}h{end - start}v1h-{end - start}z"
        for line, row in enumerate(matrix)
        for start, end in _runs(row)
    )
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" width="{side}" height="{side}" role="img" shape-rendering="crispEdges">'
        f'<title>{_escaped(label)}</title><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: "bytearray | tuple[int, ...]") -> list[tuple[int, int]]:
    """Give the stretches of dark modules of a line."""
    edges = [place for place, (left, right) in enumerate(zip((0, *row), (*row, 0), strict=True)) if left != right]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _escaped(words: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(sign, entity)
    return words
