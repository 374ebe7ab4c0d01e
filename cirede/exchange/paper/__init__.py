"""A tree on paper: built once as a list of parts, written as Markdown, as a page, and printed."""
