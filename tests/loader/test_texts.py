"""Several files of legal texts read as one."""

import shutil
from typing import TYPE_CHECKING

from cirede.loader.catalogue import check_catalogue, open_catalogue
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

SECOND = """references:
  {name}:
    source: code
    at: "art. 9"
    says:
      fr: "Texte."
      nl: "Tekst."
      en: "Text."
    verified: true
    checked: 2026-11-23
"""


def with_second(folder: "Path", name: str) -> "Path":
    """Copy the miniature content and add a second file with one reference."""
    root = folder / "content"
    shutil.copytree(CONTENT, root)
    (root / "trees" / "sources" / "more.yaml").write_text(SECOND.format(name=name), "utf-8")
    return root


def test_every_file_of_texts_is_read(tmp_path: "Path") -> None:
    """A reference of a second file may rest on a text of the first, and all are known together."""
    known = open_catalogue(with_second(tmp_path, "ninth")).sources
    assert {"ninth"} < known.references.keys()
    assert known.references["ninth"].source in known.sources


def test_an_id_given_in_two_files_is_refused_at_the_second(tmp_path: "Path") -> None:
    """The same id in two files is a problem, placed where it stands again, naming the first file."""
    first = next(iter(open_catalogue(CONTENT).sources.references))
    _, problems = check_catalogue(with_second(tmp_path, first))
    (found,) = problems
    assert (found.file, found.line, found.rule) == ("trees/sources/more.yaml", 2, "duplicate-id")
    assert "trees/sources/code.yaml" in found.hint


def test_content_without_any_texts_is_one_problem(tmp_path: "Path") -> None:
    """An empty folder of texts is told once, with the way out."""
    root = with_second(tmp_path, "ninth")
    for path in (root / "trees" / "sources").iterdir():
        path.unlink()
    catalogue, problems = check_catalogue(root)
    assert catalogue is None
    assert [each.rule for each in problems if each.file == "trees/sources"] == ["no-content"]
