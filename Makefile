# Two commands are all a new user needs: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
REV ?= HEAD

.DEFAULT_GOAL := help
.PHONY: help run test test-long setup setup-dev build check golden bench load faults fuzz advisories wheel lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: setup ## set up, build the tables if an input has changed, serve on http://localhost:8501
	$(BIN)/python -m rights_report_atlas serve --port $(PORT)

test: setup-dev ## what a change is tried with: units, pages, a walk in the browser
	$(BIN)/python -m etl build --if-needed
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-long: setup-dev ## the rest: longer walks at more sizes and in the dark, the wheel in a fresh environment
	$(BIN)/python -m etl build --if-needed
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m long

setup: .venv/.run ## the environment that runs the app, from requirements.lock with hashes
setup-dev: .venv/.dev ## the same and the test tools

build: setup ## rebuild all tables
	$(BIN)/python -m etl build

check: setup-dev ## style, types, and the scores against annotated cases (data/quality.json)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m etl check --json data/quality.json

golden: setup-dev ## what users see, compared with a revision: make golden REV=main
	$(BIN)/python -m tests.golden against $(REV)

bench: setup-dev ## speed as ratios measured in one run
	$(BIN)/python -m tests.bench

load: setup-dev ## what a server bears: cold and warm visits, parallel renders, stopping; under five minutes
	timeout 300 $(BIN)/python -m tests.load

faults: setup-dev ## kills, damage of every file that is read, tables switched while ten people read
	$(BIN)/python -m pytest -q tests/test_registry.py tests/test_manifest.py
	timeout 200 $(BIN)/python -m tests.faults

fuzz: setup-dev ## ten minutes of made-up documents, addresses, decks and questions, others each time
	$(BIN)/python -m tests.fuzz --seconds 600

advisories: setup ## the locked packages against known advisories; needs a network that reaches PyPI's
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet pip-audit
	$(BIN)/python -m tests.advisories build/audit/bin/pip-audit

wheel: ## the program as one file for pip, in dist/
	$(PYTHON) -m pip wheel --quiet --no-deps --wheel-dir dist .

# For every system and Python at once, with hashes and without the address of an index; UPGRADE=--upgrade takes newer versions.
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-header --no-annotate $(UPGRADE)
lock: ## make requirements.lock and requirements-dev.lock anew from pyproject.toml
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile $(LOCK) --extra sign-in pyproject.toml -o requirements.lock
	build/lock/bin/uv pip compile $(LOCK) --extra dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove the environment
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say" >&2; exit 2; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Bytecode comes when it is needed. What is never run goes: packages' own tests, headers for compilers, a notebook extension,
# Arrow's network protocol. Together a third of the environment.
UNUSED := -path '*/site-packages/*/tests' -o -path '*/site-packages/*/include' -o -path '*/pydeck/nbextension' \
  -o -path '*/pyarrow/*flight*'
.venv/.run: .venv/bin/python requirements.lock
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	find .venv/lib \( $(UNUSED) \) -prune -exec rm -rf {} +
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
