"""An explanation for the terminal, sensible where it is piped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from itogi.explain.lines import (
    Line,
    of_act,
    of_counted,
    of_referent,
    of_state,
    of_statement,
    of_tracks,
)
from itogi.explain.records import Explanation, Language, SentenceRow
from itogi.explain.wording import Wording

SIGNS = {"won": "[green]✓[/]", "lost": "[red]✗[/]", "refers": "[blue]→[/]", "same": "[green]=[/]"}


def to_text(explanation: Explanation, console: Console, language: Language = "en") -> None:
    """Print the explanation."""
    wording = Wording(language)
    _print(console, f"[bold]{escape(explanation.title or explanation.id)}[/]")
    for line in heading(explanation, wording):
        _print(console, f"[dim]{escape(line)}[/]")
    for sentence in explanation.sentences:
        _sentence(sentence, console, wording)
    if explanation.tracks or explanation.counted:
        _tracks(explanation, console, wording)
    console.print()


def heading(explanation: Explanation, wording: Wording) -> Iterator[str]:
    """The lines under the title: where and when it was published, what was found."""
    when = wording("undated")
    if explanation.published:
        basis = wording.of("basis", explanation.published_basis)
        when = wording("published", date=explanation.published, basis=basis)
    yield " · ".join(part for part in (explanation.id, explanation.outlet, when) if part)
    yield wording("counts", **explanation.counts)


def _sentence(sentence: SentenceRow, console: Console, wording: Wording) -> None:
    title = f" ({wording('heading')})" if sentence.title else ""
    number = wording("sentence", number=sentence.number)
    offsets = f"{sentence.start}–{sentence.end}"
    console.print()
    _print(console, f"[bold]{number}[/]{title} [dim]{offsets}[/]")
    _print(console, escape(" ".join(sentence.text.split())))
    if sentence.words:
        _words(sentence, console, wording)
    names = [of_state(row, wording) for row in sentence.states]
    names += [of_referent(row, wording) for row in sentence.referents]
    _layer(console, wording("layer_states"), names)
    said = [of_statement(row, wording) for row in sentence.statements]
    _layer(console, wording("layer_statements"), said)
    _layer(console, wording("layer_events"), [of_act(row, wording) for row in sentence.acts])
    if sentence.track_words:
        _print(console, f"  [cyan]{wording('layer_tracks')}[/]")
        _print(console, f"    {escape(track_words(sentence, wording))}")


def track_words(sentence: SentenceRow, wording: Wording) -> str:
    """«товарооборот* (trade 1.0)», one after another."""
    words = []
    for cue in sentence.track_words:
        weights = ", ".join(f"{wording.of('track', t)} {w:g}" for t, w in cue.weights)
        words.append(f"{cue.entry} ({weights})")
    return wording("track_words", words="; ".join(words))


def _words(sentence: SentenceRow, console: Console, wording: Wording) -> None:
    _print(console, f"  [cyan]{wording('layer_words')}[/]")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", justify="right")
    for key in ("word", "lemma", "tag", "features", "head", "relation"):
        table.add_column(wording(key), overflow="fold")
    for i, word in enumerate(sentence.words, start=1):
        features = "|".join(f"{key}={value}" for key, value in word.feats.items())
        head = str(word.head + 1) if word.head >= 0 else "–"
        row = (word.text, word.lemma, word.pos, features, head, word.rel)
        table.add_row(f"    {i}", *(escape(cell) for cell in row))
    console.print(table)
    for line in analysis_notes(sentence, wording):
        _print(console, f"    {escape(line)}")


def analysis_notes(sentence: SentenceRow, wording: Wording) -> Iterator[str]:
    """The names that the model sees, and where the events layer reads the tree otherwise."""
    if sentence.names:
        names = ", ".join(f"{name.text} ({name.kind})" for name in sentence.names)
        yield f"{wording('names')}: {names}"
    for word in sentence.words:
        if word.mended is not None:
            head, rel = word.mended
            governor = f"«{sentence.words[head].text}»" if head >= 0 else "–"
            yield wording("mended", word=word.text, head=governor, rel=rel)


def _layer(console: Console, title: str, lines: Sequence[Line]) -> None:
    if not lines:
        return
    _print(console, f"  [cyan]{title}[/]")
    for line in sorted(lines, key=lambda line: line.minor):
        _line(console, line)


def _line(console: Console, line: Line) -> None:
    mark = SIGNS[line.sign]
    number = f"{line.number}: " if line.number else ""
    style = "dim" if line.lost else "bold"
    _print(console, f"    {mark} {escape(line.words)} — [{style}]{escape(number + line.what)}[/]")
    if line.lost:
        _print(console, f"      {escape(line.lost)}")
    for detail in line.details:
        _print(console, f"      {escape(detail)}")
    about = " · ".join(part for part in (line.rule, line.source) if part)
    if about:
        _print(console, f"      [dim]{escape(about)}[/]")


def _tracks(explanation: Explanation, console: Console, wording: Wording) -> None:
    console.print()
    _print(console, f"[bold]{wording('tracks_title')}[/]")
    if explanation.tracks:
        threshold = explanation.tracks[0].threshold
        _print(console, f"[dim]{wording('tracks_note', threshold=threshold)}[/]")
    for row in explanation.counted:
        _line(console, of_counted(row, wording))
    for line in of_tracks(explanation.tracks, wording):
        _line(console, line)


def _print(console: Console, line: str) -> None:
    console.print(line, soft_wrap=True)
