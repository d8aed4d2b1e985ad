"""The order of the house: a module imports only what stands before it in LAYERS."""

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "papers2bib"
PURE = (
    "ids bibfile model accents titles venue_names venues spelling levels differences weights name_parts"
    " names links abstracts title_evidence name_evidence date_evidence evidence matching contradictions"
    " trust merging"
).split()
LAYERS = [
    *("errors", "config", *PURE, "decisions", "drafts", "session", "readers", "catalogue", "sources"),
    *(
        "targets",
        "living",
        "resolving",
        "details",
        "pipeline",
        "lock",
        "lock_file",
        "zotero",
        "report",
        "report_rows",
    ),
    *("check", "mending", "cli", "__main__"),
]
MODULES = sorted(SOURCE.rglob("*.py"))
ALLOWED_THIRD_PARTIES = {"rapidfuzz", "pylatexenc", "linkify_it"}
INPUT_AND_OUTPUT = {"os", "sys", "io", "pathlib", "subprocess", "socket", "requests", "tempfile", "sqlite3"}


def place(module: Path) -> str:
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(module: Path) -> set[str]:
    """The dotted names that a module imports anywhere, in its functions too."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert {place(module) for module in MODULES} - {"__init__"} <= set(LAYERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_up_the_order(module: Path) -> None:
    ours = {name.split(".")[1] for name in imported(module) if name.startswith("papers2bib.")} - {
        "__version__"
    }
    if place(module) == "__init__":
        assert ours <= set(LAYERS)
    else:
        assert ours <= set(LAYERS[: LAYERS.index(place(module)) + 1])


@pytest.mark.parametrize(
    "module", [m for m in MODULES if place(m) in PURE], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_pure_modules_touch_nothing_outside(module: Path) -> None:
    roots = {name.split(".")[0] for name in imported(module)}
    assert not roots & INPUT_AND_OUTPUT
    assert "open(" not in module.read_text(encoding="utf-8")
    assert roots - set(sys.stdlib_module_names) <= ALLOWED_THIRD_PARTIES | {"papers2bib"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_config_and_the_command_line_read_the_environment(module: Path) -> None:
    if place(module) not in {"config", "cli"}:
        assert not {"os.environ", "os.getenv"} & imported(module)
        assert "os.environ" not in module.read_text(encoding="utf-8")
