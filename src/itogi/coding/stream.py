"""Coding of many articles, in their order, on one or more processes."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itogi.coding.article import code, code_all
from itogi.coding.records import Coding
from itogi.language.models import runtime
from itogi.reading import Article, Refusal, article_from_text
from itogi.reading.kept import no_collection

# Articles coded together: enough for full batches of sentences, few enough to see progress.
BATCH = 16

Item = Article | Refusal

# Coded before all others: whoever has edited a table learns at once, and not once an article, that
# it cannot be read; and the processes of `jobs` start with everything loaded.
FIRST = article_from_text("Президент Чили заявил, что прибыл в Перу.", "first")


@dataclass(slots=True)
class Work:
    """What coding has taken: words analysed, and how many of them had been met before.

    A word met before costs the networks a look-up (`itogi.language.vocabulary`).
    """

    words: int = 0
    known: int = 0

    def add(self, other: Work) -> None:
        self.words += other.words
        self.known += other.known


class TablesBroken(RuntimeError):
    """A table or a weight that coding rests on cannot be read; says which and why."""


def code_stream(
    items: Iterable[Item], jobs: int = 1, work: Work | None = None
) -> Iterator[Coding | Refusal]:
    """Code articles in input order; what was refused on reading passes through in its place.

    With `jobs` above one, that many processes work side by side. An article that cannot be coded
    becomes a Refusal; the others of its batch are all coded. What it takes is added to `work`, of
    all processes. Raises `TablesBroken` before the first article where no article can be coded.
    """
    work = Work() if work is None else work
    with no_collection():
        check_tables()
        # Tables and models stay to the end: the collector need not walk through them, ever.
        gc.freeze()
    if jobs == 1:
        for batch in _batches(items, BATCH):
            coded, taken = code_batch(batch)
            work.add(taken)
            yield from coded
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    # Half as many at once: none is then left to wait for long while the last one works.
    batches = _batches(items, BATCH // 2)
    with ProcessPoolExecutor(jobs, initializer=share_cores, initargs=(jobs,)) as pool:
        waiting: deque[Future[tuple[list[Coding | Refusal], Work]]] = deque()

        def finished(most: int) -> Iterator[Coding | Refusal]:
            while len(waiting) > most:
                coded, taken = waiting.popleft().result()
                work.add(taken)
                yield from coded

        for batch in batches:
            waiting.append(pool.submit(code_batch, batch))
            yield from finished(2 * jobs)
        yield from finished(0)


def check_tables() -> None:
    """Raises `TablesBroken` where no article can be coded; loads what coding rests on."""
    try:
        code(FIRST)
    except (OSError, ValueError) as error:
        raise TablesBroken(f"the tables of itogi cannot be used: {error}") from error


def share_cores(jobs: int) -> None:
    """In one of so many processes: the networks run on its share of the cores."""
    model = runtime()
    model.threads = max(1, min(model.threads, (os.cpu_count() or 1) // jobs))


def code_batch(items: list[Item]) -> tuple[list[Coding | Refusal], Work]:
    words = runtime().words
    looked_up, hits = words.lookups, words.hits
    articles = [item for item in items if isinstance(item, Article)]
    try:
        coded: Iterator[Coding | Refusal] = iter(_all_coded(articles))
    except Exception:
        # One of them is at fault: code each by itself, so that only that one is left out.
        coded = iter([_code_or_refuse(article) for article in articles])
    found = [item if isinstance(item, Refusal) else next(coded) for item in items]
    return found, Work(words.lookups - looked_up, words.hits - hits)


def _all_coded(articles: list[Article]) -> list[Coding]:
    """The articles coded, with what each leaves behind cleared away at once, young as it is: left
    to itself the collector would look through the documents of the batch again and again."""
    coded = []
    with no_collection():
        for coding in code_all(articles):
            coded.append(coding)
            gc.collect(0)
    return coded


def _code_or_refuse(article: Article) -> Coding | Refusal:
    try:
        return code(article)
    except Exception as error:
        return refusal(article, error)


def refusal(article: Article, error: Exception) -> Refusal:
    """The article that an error of ours kept from being coded."""
    reason = f"could not be coded ({type(error).__name__}: {error}); please report this text"
    return Refusal(article.source or article.id, reason)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
