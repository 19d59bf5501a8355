"""Who is meant, held to NEREL's links where that set is at hand."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEREL = ROOT.parent / "shared" / "data" / "nerel" / "dev"
FLOORS = {"states": (99.0, 97.0), "organisations": (97.0, 90.0), "people": (98.0, 92.0)}


@pytest.fixture(scope="module")
def world():
    if not NEREL.is_dir():
        pytest.skip(f"{NEREL} is not there")
    spec = importlib.util.spec_from_file_location("nerel_world", ROOT / "evaluation" / "world.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(world):
    return list(world.read(NEREL))


@pytest.mark.parametrize("row", FLOORS)
def test_precision_and_recall(world, pages, row):
    score = getattr(world, row)(pages)
    precision, recall = FLOORS[row]
    assert 100 * score.right / (score.right + score.wrong) >= precision, score.faults
    assert 100 * score.found / score.wanted >= recall, score.faults


def test_office_and_state_of_people_in_no_table(world, pages):
    score = world.strangers(pages)
    assert 100 * score.found / score.wanted >= 85, score.faults
