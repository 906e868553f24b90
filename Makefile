# One line for each thing a developer does; `make` alone lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long format lint types contracts unit build benchmarks lock clean

help:            ## This list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/: .*## /\t/' | sort

setup: $(STAMP)  ## Virtual environment with the locked packages, and the system libraries Qt needs

$(STAMP): requirements.lock requirements-dev.lock pyproject.toml tools/system_packages.sh
	sh tools/system_packages.sh
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: setup       ## Open the program on a demo workspace (without a display: play the first day, see build/demo/)
	$(BIN)/python -m tools.demo

test: setup lint types contracts unit  ## The one check: format, lint, types, import contracts, tests

lint: setup      ## Format and lint, checking only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: setup    ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: setup     ## mypy --strict
	$(BIN)/mypy

contracts: setup ## Import contracts of the layers
	$(BIN)/lint-imports --no-cache

unit: setup      ## Tests, on all cores
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n auto -m "not long"

test-long: setup ## The long runs: thousands of random networks, fuzzing, kill and power-cut rigs
	QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE=searching $(BIN)/python -m pytest -q -n auto -m long

benchmarks: setup  ## Ratios against the bare libraries doing the same work
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

build: setup     ## One-folder program with PyInstaller, under dist/sokehoach/
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec

lock: setup      ## Pin all packages anew (needs uv in the environment)
	sh tools/lock.sh

clean:           ## Remove everything that was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache *.egg-info
