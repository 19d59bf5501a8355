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
    first = starts[order]
    # Sentences still running at each place, longest first: always a prefix of the order.
    running = np.searchsorted(-lengths, -np.arange(longest), side="left")
    came_from = np.zeros((longest, int(running[0]), emissions.shape[1]), np.int8)
    score = emissions[first[: running[0]]]
    final = score.copy()
    into = np.ascontiguousarray(transitions.T)
    for place in range(1, longest):
        active = running[place]
        paths = score[:active, None, :] + into
        back = paths.argmax(2)
        came_from[place, :active] = back
        score = np.take_along_axis(paths, back[:, :, None], 2)[:, :, 0]
        score += emissions[first[:active] + place]
        final[:active] = score
    label = final.argmax(1)
    for place in range(longest - 1, -1, -1):
        active = running[place]
        best[first[:active] + place] = label[:active]
        if place:
            label[:active] = came_from[place, np.arange(active), label[:active]]
    return best
