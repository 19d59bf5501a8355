# Two commands do everything on a fresh machine with Python 3.11–3.13: `make demo` and `make test`.

PYTHON ?= python3
VENV   ?= .venv
SHARED ?= ../shared
OUT    ?= out
BIN    := $(VENV)/bin

.PHONY: demo test score lint setup compiled test-compiled services clean

demo: $(VENV)/.installed
	@mkdir -p $(OUT)
	$(BIN)/itogi brief RUS KAZ examples/pages -o $(OUT)/brief.html
	@echo "The brief lies in $(OUT)/brief.html"

test: $(VENV)/.installed-dev services
	$(BIN)/pytest

# Closeness of the coding to annotated articles, layer by layer: the gold, then our own sets.
score: $(VENV)/.installed
	$(BIN)/python evaluation/score.py --shared $(SHARED)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

setup: $(VENV)/.installed-dev

# An itogi whose coding rooms are C extensions (hatch_build.py), in an environment of its own beside
# the other: the same answers, in less time. Needs a C compiler, and a few minutes.
compiled: $(VENV)-compiled/.installed
	@echo "The compiled itogi: $(VENV)-compiled/bin/itogi"

test-compiled: $(VENV)-compiled/.installed-dev services
	$(VENV)-compiled/bin/pytest

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "itogi needs Python 3.11, 3.12 or 3.13; run: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)-compiled/.installed: pyproject.toml hatch_build.py $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv $(VENV)-compiled
	rm -f dist/itogi-*.whl
	ITOGI_COMPILE=1 $(VENV)-compiled/bin/python -m pip wheel --quiet --no-deps -w dist .
	$(VENV)-compiled/bin/python -m pip install --quiet dist/itogi-*.whl
	$(VENV)-compiled/bin/python -m pip install --quiet --no-deps --force-reinstall dist/itogi-*.whl
	@touch $@

$(VENV)-compiled/.installed-dev: $(VENV)-compiled/.installed
	$(VENV)-compiled/bin/python -m pip install --quiet "$$(echo dist/itogi-*.whl)[dev]"
	@touch $@

# Some tests want a Chromium and a PostgreSQL server; they skip, saying so, where none can be had.
services:
	@{ command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	   && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; } \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get update -qq \
	     && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	        chromium postgresql >/dev/null; } \
	|| echo "No Chromium or PostgreSQL here: their tests may be skipped."

clean:
	rm -rf $(VENV) $(VENV)-compiled $(OUT) build dist
