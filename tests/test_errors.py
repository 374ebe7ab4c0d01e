"""Problems and exceptions: their words are complete."""

from cirede.errors import ContentError, Problem, UnknownNameError, nearest


def test_a_problem_reads_as_editors_expect() -> None:
    """File, line, column, message, hint and rule, in that order."""
    problem = Problem("trees/x.yaml", 6, 5, "unknown-key", "unknown key 'nxet'", "did you mean 'next'?")
    assert str(problem) == "trees/x.yaml:6:5: unknown key 'nxet' (did you mean 'next'?) [unknown-key]"
    assert str(problem.as_warning()).startswith("trees/x.yaml:6:5: warning: unknown key")


def test_problems_come_in_the_order_of_the_files() -> None:
    """However they were found, problems are sorted by file, line and column."""
    found = [Problem("b", 1, 1, "r", "m"), Problem("a", 10, 1, "r", "m"), Problem("a", 9, 2, "r", "m")]
    assert [(each.file, each.line) for each in ContentError(found).problems] == [("a", 9), ("a", 10), ("b", 1)]


def test_the_nearest_name_is_near_or_none() -> None:
    """A name comes with the closest one; what is not close is not suggested."""
    assert (nearest("wieght", ["weight", "height"]), nearest("ord-23", ["ord-epr"])) == ("weight", None)
    assert str(UnknownNameError("tree", "zz", ["a", "b"])) == "there is no tree 'zz' (known: a, b)"
    assert str(UnknownNameError("tree", "zz", [])) == "there is no tree 'zz'"
