"""Calendar dates of NEREL's development set read as `evaluation/dates_nerel.csv` expects them."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared" / "data" / "nerel" / "dev"


@pytest.mark.skipif(not TEXTS.exists(), reason="the texts lie in ../shared, which is not here")
def test_at_least_97_of_100_calendar_dates_are_right():
    spec = importlib.util.spec_from_file_location("nerel_dates", ROOT / "evaluation" / "dates.py")
    dates = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = dates
    spec.loader.exec_module(dates)
    rows = dates.read_rows(dates.EXPECTED)
    misses = dates.main(str(TEXTS))
    assert len(rows) > 350
    assert len(misses) <= 0.03 * len(rows)
