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

_OPSET = 17
_IR = 8
ENCODED = ("tags", "names", "asking", "offered", "above", "below")
_PARSER = ("head.head", "head.tail", "rel.head", "rel.tail")

Shape = Sequence[str | int | None]


def words(networks: Sequence[Network]) -> bytes:
    """Inputs: `vectors` (words, 300), `shapes` (words), ids of shapes. Output: `taps` (words, 9 *
    256): what a word gives to the row after it, to its own, to the row before it; each for the
    filters of the first network, the second, the third.
    """
    graph = _Graph()
    filters = len(networks[0].layers[0].bias)
    of_vector, of_shape = [], []
    for network in networks:
        layer = network.layers[0]
        weight = layer.weight.transpose(2, 1, 0)
        width = weight.shape[1] - network.shapes.shape[1]
        of_vector.append(weight[:, :width])
        of_shape.append(network.shapes @ weight[:, width:])
        of_shape[-1][1] += layer.bias
    shape = graph.node("Gather", _by_tap(of_shape), "shapes", axis=0)
    graph.node("Gemm", "vectors", _by_tap(of_vector), shape, into="taps")
    return graph.model(
        floats={"vectors": ["words", width]},
        ids={"shapes": ["words"]},
        outputs={"taps": ["words", 3 * len(networks) * filters]},
    )


def encoder(morph: Network, syntax: Network, names: Network) -> bytes:
    """Inputs: `taps` (3 * words, 3 * 256), each word's three in turn; `before`, `here`, `after`
    (rows), which of them each row gets from the word before it, its own, the word after it; `near`
    (rows, 3), the numbers of those three rows, at both ends the row's own; `kinds` (rows): 0 within
    a sentence, 1 first in it, 2 last, 3 both, 4 empty. Outputs, `ENCODED`: scores of tags
    and of name labels, `tags` and `names` (rows, labels); vectors (rows, 32) of each row as one
    that asks for a head and as a head, `asking` and `offered`, and for the relation as head and as
    dependent, `above` and `below`.

    What an empty row gets from itself must be NEVER.
    """
    graph = _Graph()
    networks = (morph, syntax, names)
    filters = len(morph.layers[0].bias)
    given = [graph.node("Gather", "taps", at, axis=0) for at in ("before", "here", "after")]
    rows = graph.node("Relu", graph.node("Sum", *given))
    # One network's filters of a row are a row themselves.
    rows = graph.node("Reshape", rows, np.array([-1, filters]))
    near_first = graph.node("Mul", "near", np.array([len(networks)]))
    features = []
    for number, network in enumerate(networks):
        near = graph.node("Add", near_first, np.array([number]))
        first_layer, second, third = network.layers
        middle = _convolved(graph, rows, near, _folded(first_layer, second))
        features.append(_convolved(graph, middle, "near", _folded(second, third)))
    _linear(graph, features[0], _scaled(morph, "head.proj"), into="tags")
    _linear(graph, features[2], _scaled(names, "head.proj"), into="names")
    asking, offered, above, below = (
        _linear(graph, features[1], _scaled(syntax, f"{name}.proj")) for name in _PARSER
    )
    asking = graph.node("Relu", asking)
    graph.node("MatMul", asking, syntax.head["head.kernel"], into="asking")
    for values, name in ((offered, "offered"), (above, "above"), (below, "below")):
        graph.node("Relu", values, into=name)
    return graph.model(
        floats={"taps": ["taps", len(networks) * filters]},
        ids={
            **{name: ["rows"] for name in ("before", "here", "after", "kinds")},
            "near": ["rows", 3],
        },
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
    # (32, relations * 32)
    kernel = syntax.head["rel.kernel"]
    side, relations = len(kernel), kernel.shape[1] // len(kernel)
    wanted = graph.node("MatMul", "above", kernel)
    wanted = graph.node("Reshape", wanted, np.array([-1, relations, side]))
    below = graph.node("Unsqueeze", "below", np.array([2]))
    scores = graph.node("MatMul", wanted, below)
    graph.node("Reshape", scores, np.array([-1, relations]), into="scores")
    return graph.model(
        floats={"above": ["rows", side], "below": ["rows", side]},
        ids={},
        outputs={"scores": ["rows", relations]},
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution with the batch norm before it folded in.

    `taps` (3 * inputs, filters): for the row before, the row itself, the row after.
    `edges` (kinds of rows, filters): the bias by kind, less what an empty row beside it would give.
    """

    taps: Floats
    edges: Floats


def _folded(before: Convolution, layer: Convolution) -> _Layer:
    shifted = np.einsum("fik,i->kf", layer.weight, before.shift)
    inner = layer.bias + shifted.sum(0)
    first, last = inner - shifted[0], inner - shifted[2]
    edges = [inner, first, last, first - shifted[2], np.full_like(inner, NEVER)]
    taps = (layer.weight * before.scale[None, :, None]).transpose(2, 1, 0)
    return _Layer(taps.reshape(-1, len(layer.weight)), np.stack(edges))


def _convolved(graph: _Graph, rows: str, near: str, layer: _Layer) -> str:
    """A convolution of width 3 and its ReLU, zero at empty rows; `near`: the three rows of each."""
    three = graph.node("Gather", rows, near, axis=0)
    three = graph.node("Reshape", three, np.array([-1, len(layer.taps)]))
    bias = graph.node("Gather", layer.edges, "kinds", axis=0)
    return graph.node("Relu", graph.node("Gemm", three, layer.taps, bias))


def _by_tap(of_networks: Sequence[Floats]) -> Floats:
    """(3 taps, inputs, filters) of each network as (inputs, 3 * networks * filters)."""
    return np.concatenate(np.concatenate(of_networks, axis=2), axis=1)


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
