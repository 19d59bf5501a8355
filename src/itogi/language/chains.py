"""The likeliest sequence of labels for each of many sentences (Viterbi, 1967), all at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from itogi.language.weights import Floats

Ints = npt.NDArray[np.intp]


def viterbi(emissions: Floats, transitions: Floats, starts: Ints, sizes: Ints) -> Ints:
    """Best label of every row.

    `emissions` (rows, labels) hold the sentences at `starts`, each `sizes` rows long;
    `transitions[a, b]` is the score of b after a. Rows outside the sentences get label 0.
    """
    best = np.zeros(len(emissions), np.intp)
    order = np.argsort(-sizes, kind="stable")
    lengths = sizes[order]
    longest = int(lengths[0]) if len(lengths) else 0
    if not longest:
        return best
    # Sentences still running at each place, longest first: always a prefix of the order.
    running = np.searchsorted(-lengths, -np.arange(longest), side="left")
    ends = running.cumsum()
    place = np.repeat(np.arange(longest), running)
    # All rows, place by place: their numbers.
    rows = starts[order][np.arange(len(place)) - (ends - running)[place]] + place
    of_label = emissions[rows].T.copy()
    into = transitions.T[:, :, None]
    # Of every place the best score of each label of each sentence that still runs there.
    scores: list[Floats] = []
    for active, end in zip(running.tolist(), ends.tolist(), strict=True):
        score = of_label[:, end - active : end]
        if scores:
            score += (scores[-1][:, :active] + into).max(1)
        scores.append(score)
    labels = np.empty(len(rows), np.intp)
    after = labels[:0]
    for score, end in zip(reversed(scores), reversed(ends.tolist()), strict=True):
        label = labels[end - score.shape[1] : end]
        going_on = len(after)
        if going_on < len(label):
            label[going_on:] = score[:, going_on:].argmax(0)
        label[:going_on] = (score[:, :going_on] + transitions[:, after]).argmax(0)
        after = label
    best[rows] = labels
    return best
