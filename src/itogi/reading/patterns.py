"""Patterns kept as the engine's own code: a pattern of a whole table takes a tenth of a second to
compile, and a hundredth of that to load.

The code is that of one build of Python, which is why `kept` counts the version of Python among what
a thing is made of; the engine checks all code that it is given. Where this Python hides what is
needed here, a pattern is kept as its text and compiled each time.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import re
from array import array
from collections.abc import Callable
from typing import Any

Remade = tuple[Callable[..., Any], tuple[Any, ...]]


def pickled(thing: object) -> bytes:
    """The thing with its patterns as code; `pickle.loads` reads it."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, protocol=5)
    pickler.dispatch_table = copyreg.dispatch_table | {re.Pattern: _reduced}
    pickler.dump(thing)
    return out.getvalue()


def _reduced(pattern: re.Pattern[str]) -> Remade:
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern.pattern, pattern.flags)
        code = array("I", _compiler._code(parsed, pattern.flags))
        names: list[str | None] = [None] * (pattern.groups + 1)
        for name, group in pattern.groupindex.items():
            names[group] = name
        args = (pattern.pattern, pattern.flags, code, dict(pattern.groupindex), tuple(names))
        _from_code(*args)
    except (ImportError, AttributeError, TypeError, RuntimeError):
        return re.compile, (pattern.pattern, pattern.flags)
    return _from_code, args


def _from_code(
    pattern: str,
    flags: int,
    code: array[int],
    groups: dict[str, int],
    names: tuple[str | None, ...],
) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    found: re.Pattern[str] = _sre.compile(pattern, flags, list(code), len(names) - 1, groups, names)
    return found
