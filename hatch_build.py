"""Builds itogi compiled: with ITOGI_COMPILE=1 a wheel carries the rooms that code as C extensions.

    ITOGI_COMPILE=1 pip install .

mypyc makes the C from the same modules, by their types; the wheel then holds both, and Python takes
the compiled ones. Which rooms, and which of their modules stay as they are, says pyproject.toml.
Needs a C compiler. Without the variable, and for an editable install, nothing is compiled.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from sysconfig import get_config_var
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "ITOGI_COMPILE"
RECORD = re.compile(r"@dataclass\((.*)\)")


class Compile(BuildHookInterface[Any]):
    """Compiles the modules and hands the extensions on to the wheel."""

    def dependencies(self) -> list[str]:
        return ["mypy>=1.18", "numpy>=1.26", "setuptools>=70"] if os.environ.get(VARIABLE) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not os.environ.get(VARIABLE) or version == "editable":
            return
        self.place = Path(mkdtemp(prefix="itogi-"))
        shutil.copytree(Path(self.root) / "src", self.place, dirs_exist_ok=True)
        made = compiled(self.place, self.config["rooms"], self.config["interpreted"])
        build_data["force_include"] |= {str(self.place / name): name for name in made}
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "place"):
            shutil.rmtree(self.place)


def compiled(place: Path, rooms: list[str], interpreted: list[str]) -> list[str]:
    """Compiles the modules of a copy of `src`; returns the extensions, as paths in it.

    Raises SystemExit where mypy or the C compiler finds fault, after printing what.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    modules = [str(path) for path in chosen(place, rooms, interpreted)]
    for module in modules:
        path = place / module
        path.write_text(as_records_of_c(path.read_text("utf-8")), "utf-8")
    before = Path.cwd()
    os.chdir(place)
    os.environ["MYPYPATH"] = "."
    try:
        flags = ["--config-file=", "--ignore-missing-imports"]
        extensions = mypycify(
            [*flags, *modules], opt_level="3", debug_level="0", multi_file=True, group_name="itogi"
        )
        command = build_ext(Distribution({"ext_modules": extensions}))
        command.inplace = True
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    found = (path.relative_to(place) for path in place.rglob(f"*{get_config_var('EXT_SUFFIX')}"))
    return sorted(str(path) for path in found if path.parts[0] != "build")


def chosen(place: Path, rooms: list[str], interpreted: list[str]) -> list[Path]:
    """The modules to compile, as paths in `place`. Raises SystemExit for a name not there."""
    absent = [name for name in interpreted if not (place / "itogi" / name).is_file()]
    if absent:
        raise SystemExit(f"pyproject.toml: interpreted names {absent}, which are no modules")
    found = (
        path.relative_to(place) for room in rooms for path in (place / "itogi" / room).rglob("*.py")
    )
    kept = {Path("itogi") / name for name in interpreted}
    return sorted(path for path in found if path.name != "__init__.py" and path not in kept)


def as_records_of_c(source: str) -> str:
    """A record compiled has slots by itself, and Python's own way of freezing one would slow it
    down and keep it from being pickled; that nobody changes one, mypy has checked."""
    return RECORD.sub(_record, source)


def _record(found: re.Match[str]) -> str:
    options = [option for option in found[1].split(", ") if option != "slots=True"]
    if "frozen=True" in options:
        options.remove("frozen=True")
        if "eq=False" not in options:
            options.append("unsafe_hash=True")
    return f"@dataclass({', '.join(options)})"
