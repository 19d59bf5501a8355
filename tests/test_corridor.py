"""Data walks one way: a room imports only itself and rooms behind it."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "itogi"
ROOMS = ("reading", "language", "world", "coding", "explain", "store", "brief", "cli")


def imported_rooms(module):
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("itogi."))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_behind_it(room):
    behind = set(ROOMS[: ROOMS.index(room) + 1])
    for module in (SOURCE / room).rglob("*.py"):
        assert set(imported_rooms(module)) <= behind, module


def test_the_models_package_is_never_imported():
    for module in SOURCE.rglob("*.py"):
        tree = ast.parse(module.read_text("utf-8"))
        names = {
            a.name.split(".")[0]
            for n in ast.walk(tree)
            if isinstance(n, ast.Import)
            for a in n.names
        }
        names |= {
            (n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)
        }
        assert not names & {"natasha", "slovnet", "navec", "pymorphy2"}, module
