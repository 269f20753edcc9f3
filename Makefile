# Two commands are all a new user needs: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
REV ?= HEAD

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-dev build check golden bench clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: setup ## set up, build the tables if an input has changed, serve on http://localhost:8501
	$(BIN)/python -m etl build --if-needed
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless true

test: setup-dev ## the whole suite
	$(BIN)/python -m etl build --if-needed
	$(BIN)/python -m pytest -n 2 --dist worksteal

setup: .venv/.run ## the environment that runs the app, from requirements.lock with hashes
setup-dev: .venv/.dev ## the same and the test tools

build: setup ## rebuild all tables
	$(BIN)/python -m etl build

check: setup-dev ## style, types, and the scores against annotated cases (data/quality.json)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py
	$(BIN)/python -m etl check --json data/quality.json

golden: setup-dev ## what users see, compared with a revision: make golden REV=main
	$(BIN)/python -m tests.golden against $(REV)

bench: setup-dev ## speed as ratios measured in one run
	$(BIN)/python -m tests.bench

clean: ## remove the environment
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say" >&2; exit 2; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.run: .venv/bin/python requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
