"""A tree as a picture and as a list: DOT, SVG, and the path of one walk upon them."""
