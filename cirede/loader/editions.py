"""Other editions of the content: an earlier version, a file put in its place, or a revision of git."""

import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cirede.errors import WrongUseError
from cirede.loader.catalogue import find_content, open_catalogue
from cirede.loader.document import read_yaml

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.tree import Tree

PARTS = ("trees", "rules")


def open_edition(name: str, content: Path | None = None) -> "tuple[Tree, Catalogue]":
    """Open a tree as it is named: `tree`, `tree@version`, a file that ends in .yaml, or `revision:tree` of git.

    Gives the tree and the content that it stands in. Raises: WrongUseError, UnknownNameError, ContentError.
    """
    if name.endswith((".yaml", ".yml")):
        return _of_file(Path(name), content)
    if ":" in name:
        revision, _, tree = name.rpartition(":")
        return _of_revision(revision, tree, content)
    catalogue = open_catalogue(content)
    tree, at, version = name.partition("@")
    return (catalogue.edition(tree, version) if at else catalogue.tree(tree)), catalogue


def _of_file(path: Path, content: Path | None) -> "tuple[Tree, Catalogue]":
    """Open a file in the place of the tree whose id it bears, among the content of today."""
    if not path.is_file():
        message = f"there is no file '{path}'"
        raise WrongUseError(message)
    document, _ = read_yaml(path, file=str(path))
    said = document.value if document and isinstance(document.value, dict) else {}
    own = str(said.get("id", path.stem))
    with TemporaryDirectory(prefix="cirede-") as folder:
        root = Path(folder)
        for part in PARTS:
            shutil.copytree(find_content(content) / part, root / part)
        (root / "trees" / "archive" / f"{own}@{said.get('version', '')}.yaml").unlink(missing_ok=True)
        if "/" in own or not own:
            message = f"'{path}' names no tree: give it an 'id:'"
            raise WrongUseError(message)
        shutil.copyfile(path, root / "trees" / f"{own}.yaml")
        catalogue = open_catalogue(root)
    return catalogue.tree(own), catalogue


def _of_revision(revision: str, tree: str, content: Path | None) -> "tuple[Tree, Catalogue]":
    """Open a tree as git holds it in a revision. Raises: WrongUseError where git cannot give it."""
    home = find_content(content)
    command = ["git", "-C", str(home), "archive", "--format=tar", "--end-of-options", revision, *PARTS]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the options end before what is given
    except OSError as error:
        message = "a revision is read with git, which is not installed here"
        raise WrongUseError(message) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        message = f"git has no content at '{revision}': {said[-1] if said else 'no reason given'}"
        raise WrongUseError(message)
    with TemporaryDirectory(prefix="cirede-") as folder:
        with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        catalogue = open_catalogue(Path(folder))
    return catalogue.tree(tree), catalogue
