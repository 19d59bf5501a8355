"""A value made when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)
V = TypeVar("V")


class Late(Generic[T]):
    """The value that `make` returns, made when `value` is first read.

    Equal to another where the values are: comparing makes them.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make

    @property
    def value(self) -> T:
        if self._make is not None:
            self._made = self._make()
            # What makes it often holds the whole article.
            self._make = None
        return self._made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Late) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return repr(self.value)


def known(value: V) -> Late[V]:
    """A value that is there already."""
    return Late(lambda: value)
