"""The three networks as ONNX graphs, which onnxruntime runs.

`words`: what new words give to their neighbours. `encoder`: rows of words in; tags, name labels and
the vectors of the parser out. `heads`: how well each word would do as the head of each.
`relations`: given the heads, the relation of every row.

Sentences stand one after another with one empty row before, between and after them. The
convolutions see three words at a time, so an empty row, kept at zero, holds sentences apart just as
padding does, and no work is spent on padding. The first convolution is linear in the word, so what
a word gives to the row after it, to its own and to the row before it (its three taps) is reckoned
once a word and looked up from then on. Batch norm is folded into the layer after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from itogi.language.weights import NEVER, Convolution, Floats, Network

TAPS = tuple(f"{tap}_{net}" for net in range(3) for tap in ("to_next", "here", "to_last"))
"""Tables of what words give, network by network: (words, 256 filters) each."""

_OPSET = 17
_IR = 8
_END = np.iinfo(np.int64).max
_ROWS = np.array([0])
ENCODED = ("tags", "names", "asking", "offered", "above", "below")
_PARSER = ("head.head", "head.tail", "rel.head", "rel.tail")

Shape = Sequence[str | int | None]


def words(networks: Sequence[Network]) -> bytes:
    """Inputs: `vectors` (words, 300), `shapes` (words), ids of shapes. Outputs: `TAPS`."""
    graph = _Graph()
    for number, network in enumerate(networks):
        layer = network.layers[0]
        taps = _side_by_side(layer.weight)
        width = taps.shape[0] - network.shapes.shape[1]
        of_shape = network.shapes @ taps[width:]
        filters = len(layer.bias)
        of_shape[:, filters : 2 * filters] += layer.bias
        for tap in range(3):
            own = slice(tap * filters, (tap + 1) * filters)
            shape = graph.node("Gather", of_shape[:, own], "shapes", axis=0)
            graph.node("Gemm", "vectors", taps[:width, own], shape, into=TAPS[3 * number + tap])
    return graph.model(
        floats={"vectors": ["words", width]},
        ids={"shapes": ["words"]},
        outputs={name: ["words", filters] for name in TAPS},
    )


def encoder(morph: Network, syntax: Network, names: Network) -> bytes:
    """Inputs: the tables `TAPS`; `ids` (rows), the words' places in them, and `kinds` (rows): 0
    within a sentence, 1 first in it, 2 last, 3 both, 4 empty. Outputs, `ENCODED`: scores of tags
    and of name labels, `tags` and `names` (rows, labels); vectors (rows, 32) of each row as one
    that asks for a head and as a head, `asking` and `offered`, and for the relation as head and as
    dependent, `above` and `below`.

    The table `here` of each network must be NEVER at the id that empty rows have.
    """
    graph = _Graph()
    ids = graph.node("Concat", _ROWS, "ids", _ROWS, axis=0)
    before = graph.node("Slice", ids, _ROWS, np.array([-2]), _ROWS)
    after = graph.node("Slice", ids, np.array([2]), np.array([_END]), _ROWS)
    features = []
    for number, network in enumerate((morph, syntax, names)):
        tables = TAPS[3 * number : 3 * number + 3]
        given = [
            graph.node("Gather", table, at, axis=0)
            for table, at in zip(tables, (before, "ids", after), strict=True)
        ]
        rows = graph.node("Relu", graph.node("Sum", *given))
        for lower, upper in zip(network.layers[:-1], network.layers[1:], strict=True):
            rows = _convolved(graph, rows, _folded(lower, upper))
        features.append(rows)
    _linear(graph, features[0], _scaled(morph, "head.proj"), into="tags")
    _linear(graph, features[2], _scaled(names, "head.proj"), into="names")
    asking, offered, above, below = (
        _linear(graph, features[1], _scaled(syntax, f"{name}.proj")) for name in _PARSER
    )
    asking = graph.node("Relu", asking)
    graph.node("MatMul", asking, syntax.head["head.kernel"], into="asking")
    for values, name in ((offered, "offered"), (above, "above"), (below, "below")):
        graph.node("Relu", values, into=name)
    filters = len(morph.layers[0].bias)
    return graph.model(
        floats={name: ["words", filters] for name in TAPS},
        ids={"ids": ["rows"], "kinds": ["rows"]},
        outputs={name: ["rows", None] for name in ENCODED},
    )


def heads() -> bytes:
    """Inputs: `asking` (sentences, words, 32), `offered` (sentences, words + 1, 32). Output:
    `scores` (sentences, words, words + 1).
    """
    graph = _Graph()
    across = graph.node("Transpose", "offered", perm=[0, 2, 1])
    graph.node("MatMul", "asking", across, into="scores")
    return graph.model(
        floats={"asking": ["some", "words", 32], "offered": ["some", "heads", 32]},
        ids={},
        outputs={"scores": ["some", "words", "heads"]},
    )


def relations(syntax: Network) -> bytes:
    """Inputs: `above` (rows, 32) of the head of each row, `below` (rows, 32) of the row. Output:
    `scores` (rows, relations).
    """
    graph = _Graph()
    kernel = syntax.head["rel.kernel"]
    side = len(kernel)
    # (32, relations * 32) as (32 * 32, relations), to be met by the product of head and word.
    flat = kernel.reshape(side, -1, side).transpose(0, 2, 1).reshape(side * side, -1)
    above = graph.node("Unsqueeze", "above", np.array([2]))
    below = graph.node("Unsqueeze", "below", np.array([1]))
    pairs = graph.node("Reshape", graph.node("Mul", above, below), np.array([-1, side * side]))
    graph.node("MatMul", pairs, flat, into="scores")
    return graph.model(
        floats={"above": ["rows", side], "below": ["rows", side]},
        ids={},
        outputs={"scores": ["rows", flat.shape[1]]},
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution with the batch norm before it folded in.

    `taps` (inputs, 3 * filters): side by side for the words before, at and after the place.
    `edges` (kinds of rows, filters): the bias by kind, less what an empty row beside it would give.
    """

    taps: Floats
    edges: Floats


def _folded(before: Convolution, layer: Convolution) -> _Layer:
    shifted = np.einsum("fik,i->kf", layer.weight, before.shift)
    inner = layer.bias + shifted.sum(0)
    first, last = inner - shifted[0], inner - shifted[2]
    edges = [inner, first, last, first - shifted[2], np.full_like(inner, NEVER)]
    return _Layer(_side_by_side(layer.weight * before.scale[None, :, None]), np.stack(edges))


def _convolved(graph: _Graph, rows: str, layer: _Layer) -> str:
    """A convolution of width 3 and its ReLU, zero at empty rows."""
    inputs, filters = len(layer.taps), layer.edges.shape[1]
    nothing = np.zeros((1, inputs), np.float32)
    others = graph.node("Slice", rows, _ROWS, np.array([-1]), _ROWS)
    before = graph.node("Concat", nothing, others, axis=0)
    others = graph.node("Slice", rows, np.array([1]), np.array([_END]), _ROWS)
    after = graph.node("Concat", others, nothing, axis=0)
    total = graph.node("Gather", layer.edges, "kinds", axis=0)
    for tap, given in enumerate((before, rows, after)):
        weight = layer.taps[:, tap * filters : (tap + 1) * filters]
        total = graph.node("Gemm", given, weight, total)
    return graph.node("Relu", total)


def _side_by_side(weight: Floats) -> Floats:
    """(filters, inputs, 3) as (inputs, 3 * filters): the taps side by side."""
    return np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1))


def _scaled(network: Network, name: str) -> tuple[Floats, Floats]:
    """Weight and bias of a linear layer of the head, with the last batch norm folded in."""
    last = network.layers[-1]
    weight, bias = network.head[f"{name}.weight"], network.head[f"{name}.bias"]
    return weight * last.scale[:, None], bias + last.shift @ weight


def _linear(graph: _Graph, rows: str, layer: tuple[Floats, Floats], into: str | None = None) -> str:
    return graph.node("Gemm", rows, *layer, into=into)


class _Graph:
    """Nodes and constants of a graph under way; a value is known by its name."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def node(self, operator: str, *inputs: object, into: str | None = None, **options: Any) -> str:
        """Adds a node; an input is the name of a value, or a constant. Returns its output."""
        name = into or f"value{len(self._nodes)}"
        given = [one if isinstance(one, str) else self._constant(one) for one in inputs]
        self._nodes.append(helper.make_node(operator, given, [name], **options))
        return name

    def model(
        self, floats: dict[str, Shape], ids: dict[str, Shape], outputs: dict[str, Shape]
    ) -> bytes:
        """The graph in the ONNX format, checked; all outputs are floats."""
        info = helper.make_tensor_value_info
        inputs = [info(name, TensorProto.FLOAT, shape) for name, shape in floats.items()]
        inputs += [info(name, TensorProto.INT64, shape) for name, shape in ids.items()]
        results = [info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()]
        graph = helper.make_graph(self._nodes, "itogi", inputs, results, self._constants)
        opset = helper.make_opsetid("", _OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=_IR)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())

    def _constant(self, value: object) -> str:
        name = f"constant{len(self._constants)}"
        array = np.ascontiguousarray(np.asarray(value))
        self._constants.append(numpy_helper.from_array(array, name))
        return name
