"""The rooms that are compiled hold nothing that mypyc cannot take (hatch_build.py)."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOOK = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
SOURCE = ROOT / "src" / "itogi"
INTERPRETED = {SOURCE / name for name in HOOK["interpreted"]}
MODULES = sorted(
    path
    for room in HOOK["rooms"]
    for path in (SOURCE / room).rglob("*.py")
    if path not in INTERPRETED
)


def test_the_modules_left_out_are_there():
    assert all(path.is_file() for path in INTERPRETED)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_compiled_module_holds_only_what_can_be_compiled(path):
    assert list(faults(ast.parse(path.read_text("utf-8")))) == []


def faults(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            members = getattr(node.comparators[0], "elts", [])
            if any(isinstance(member, ast.Starred) for member in members):
                yield f"line {node.lineno}: a starred display in a test of membership; name it"
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if "cached_property" in ast.unparse(decorator):
                    yield f"line {node.lineno}: cached_property; use itogi.coding.late"
        if isinstance(node, ast.ClassDef):
            generic = any("Generic[" in ast.unparse(base) for base in node.bases)
            if generic and any("dataclass" in ast.unparse(d) for d in node.decorator_list):
                yield f"line {node.lineno}: a generic dataclass; write the class out"


@pytest.mark.parametrize(
    "source",
    [
        "found = kind in (*A, 'b')",
        "found = kind not in [*A]",
        "class C:\n    @cached_property\n    def x(self): ...",
        "@dataclass\nclass C(Generic[T]): ...",
    ],
)
def test_what_cannot_be_compiled_is_seen(source):
    assert len(list(faults(ast.parse(source)))) == 1
