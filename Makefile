# The only command to learn. `make demo` and `make test` set up what they need by themselves.

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-browser test-api slow fuzz test-ray torture format check gate bench docs lock train-de train-en wheel fast test-fast clean

# The first Python that is new enough; `make PYTHON=/path/to/python setup` chooses another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Byte code is made of what is used when it is used: a fifth less to install.
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile
CODE := src tests benchmarks compiling docs training hatch_build.py
READY := .venv/.ready
READY_TO_DEVELOP := .venv/.ready-to-develop

help:  ## say what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Lagebild needs Python 3.11 or later; none was found." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(READY_TO_DEVELOP): $(READY) requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	@touch $@

setup: $(READY)  ## make .venv with the command `lagebild` in it

demo: $(READY)  ## read the demo reports
	$(BIN)/lagebild demo

.venv/.ready-web: $(READY)
	$(INSTALL) --no-build-isolation -c requirements-dev.lock -e '.[web]'
	@touch $@

serve: .venv/.ready-web  ## open the demo as pages in your browser; ARGS="--ledger lagebild.sqlite" opens yours
	$(BIN)/lagebild serve --browser $(or $(ARGS),--demo)

test: $(READY_TO_DEVELOP)  ## run the tests
	$(BIN)/python -m pytest $(ARGS)

.venv/.ready-browser: $(READY_TO_DEVELOP)
	$(INSTALL) playwright axe-playwright-python
	@touch $@

test-browser: .venv/.ready-browser  ## drive the pages in Chromium; screenshots go into .screenshots
	$(BIN)/python -m pytest -m browser tests/browser $(ARGS)

.venv/.ready-schema: $(READY_TO_DEVELOP)
	$(INSTALL) schemathesis
	@touch $@

test-api: .venv/.ready-schema  ## ask the pages' API at random, by its own description: no question may break it
	$(BIN)/python -m benchmarks.questions $(ARGS)

slow: $(READY_TO_DEVELOP)  ## run the tests that take minutes
	$(BIN)/python -m pytest -m slow $(ARGS)

test-ray: $(READY_TO_DEVELOP)  ## install Ray into .venv and run its tests, with processes ended at random; minutes
	$(INSTALL) 'ray>=2.9'
	$(BIN)/python -m pytest -m slow tests/engines $(ARGS)

.venv/.ready-to-fuzz: $(READY_TO_DEVELOP)
	$(INSTALL) atheris
	@touch $@

fuzz: .venv/.ready-to-fuzz  ## fuzz what takes other people's bytes apart, half an hour of the processor each; ARGS="--seconds 300 opml"
	$(BIN)/python -m benchmarks.fuzz $(ARGS)

torture: $(READY)  ## end, starve and cut off the ledger's writer a thousand times; needs a C compiler
	$(BIN)/python -m benchmarks.torture --keep $(ARGS)

format: $(READY_TO_DEVELOP)  ## format the code and mend what can be mended safely
	$(BIN)/ruff check --fix -q $(CODE) || true
	$(BIN)/ruff format $(CODE)

check: $(READY_TO_DEVELOP)  ## format, lint, types, import contract, generated pages
	$(BIN)/ruff format --check --output-format concise $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check
	$(BIN)/python -m benchmarks.table --check

gate: $(READY)  ## score the readings of gold/ and fail below the floors in gold/floors.toml
	$(BIN)/python -m benchmarks.gate $(ARGS)

bench: $(READY)  ## measure speed and memory
	$(BIN)/python -m benchmarks.bench $(ARGS)

docs: $(READY)  ## write docs/reference and the README's table anew
	$(BIN)/python -m docs.generate
	$(BIN)/python -m benchmarks.table

lock:  ## write the lock files anew from pyproject.toml
	rm -rf .venv-lock
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install -q --disable-pip-version-check hatchling editables .
	.venv-lock/bin/python -m pip freeze --exclude lagebild | LC_ALL=C sort -f > .venv-lock/run
	.venv-lock/bin/python -m pip install -q --disable-pip-version-check '.[dev]'
	.venv-lock/bin/python -m pip freeze --exclude lagebild | LC_ALL=C sort -f > .venv-lock/develop
	{ echo "# What 'make setup' installs. Written by 'make lock'; tested with these versions."; \
		cat .venv-lock/run; } > requirements.lock
	{ echo "# What developing needs on top of requirements.lock. Written by 'make lock'."; \
		grep -vxFf .venv-lock/run .venv-lock/develop; } > requirements-dev.lock
	rm -rf .venv-lock

.venv-training/.ready: training/requirements.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install -q --disable-pip-version-check -r training/requirements.txt
	@touch $@

# Where the treebanks lie (training/README.md says which).
TREEBANKS ?= treebanks

train-de: .venv-training/.ready  ## train the German parser
	PYTHONPATH=src:. .venv-training/bin/python -m training.train de --treebanks $(TREEBANKS) $(ARGS)

train-en: .venv-training/.ready  ## train the English parser
	PYTHONPATH=src:. .venv-training/bin/python -m training.train en --treebanks $(TREEBANKS) $(ARGS)

wheel: $(READY)  ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

.venv-fast/.has-tools: requirements.lock requirements-dev.lock
	$(PYTHON) -m venv --clear .venv-fast
	.venv-fast/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock
	.venv-fast/bin/python -m pip install -q --disable-pip-version-check -c requirements-dev.lock mypy setuptools
	@touch $@

# A wheel for this Python and this machine alone, in an environment of its own: what is edited afterwards is not in it.
.venv-fast/.ready: .venv-fast/.has-tools pyproject.toml hatch_build.py $(wildcard compiling/*.py) $(shell find src -type f -not -path '*/__pycache__/*')
	rm -rf dist/compiled
	LAGEBILD_COMPILE=1 .venv-fast/bin/python -m hatchling build -t wheel -d dist/compiled
	.venv-fast/bin/python -m pip install -q --disable-pip-version-check --no-deps --force-reinstall dist/compiled/*.whl
	@touch $@

fast: .venv-fast/.ready  ## build .venv-fast/bin/lagebild, whose claims are compiled (minutes; needs a C compiler)

test-fast: fast $(READY_TO_DEVELOP)  ## test that the compiled program reads all gold as the source does
	$(BIN)/python -m pytest -m slow tests/compiling $(ARGS)

clean:  ## remove what setting up and building made
	rm -rf .venv .venv-fast .venv-training build dist
