"""What the YAML parser's complaints mean for the person who wrote the line, and how to mend it."""

QUOTE = "put the words in double quotes"

_STARTS = {
    "\t": ("a tab stands here", "indent with spaces"),
    "@": ("words cannot begin with '@' unless quoted", QUOTE),
    "`": ("words cannot begin with '`' unless quoted", QUOTE),
    "%": ("words cannot begin with '%' unless quoted", QUOTE),
}

_MEANINGS = (
    ("mapping values are not allowed", "a colon stands in words without quotes", QUOTE),
    ("violates indentation", *_STARTS["\t"]),
    ("unexpected end of stream", "a quote is opened here and never closed", "close it on the same line"),
    ("unknown escape", "a backslash stands in double quotes", "write it twice: \\\\"),
    ("sequence entries are not allowed", "a list begins on the line of its key", "begin each '- ' on its own line"),
    ("expected ',' or '}'", "a '{' is not closed", "close it with '}', and put words with a comma in quotes"),
    ("expected ',' or ']'", "a '[' is not closed", "close it with ']', and put words with a comma in quotes"),
    ("did not find expected '-'", "this line is not part of the list above it", "align it with the '- ' above"),
    ("could not find expected ':'", "this line has no colon after its key", "write 'key: value'"),
    ("incompatible YAML", "this version of YAML is not read", "delete the line"),
    ("node content", "a value is missing here, or a bracket is too many", QUOTE),
)


def explain(complaint: str, context: str, text: str, at: int) -> tuple[str, str]:
    """Give the message and the hint for a complaint about `text` at the position `at` of its line."""
    found = text[at : at + 1]
    if "block scalar" in context:
        return f"'{found}' alone begins a block of words", f'put a condition in double quotes: "{text[at:].strip()}"'
    if "cannot start any token" in complaint and found in _STARTS:
        return _STARTS[found]
    for part, message, hint in _MEANINGS:
        if part in complaint:
            return message, hint
    if "did not find expected key" in complaint or "expected <block end>" in complaint:
        if text[:at].strip():
            return f"'{text[at:].strip()[:20]}' follows a value that is already complete", f"{QUOTE}, both ends"
        return "this line does not fit under the lines above", "align it with the keys above, or close a quote there"
    return f"this is not YAML: {complaint}", QUOTE
