# `make demo` and `make test` do all their own set-up; the second time it takes a moment.
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup setup-tests demo test check unit e2e format bench clean

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup:  ## system packages, virtual environment, pinned packages
	@scripts/setup

setup-tests:
	@scripts/setup --tests

demo: setup  ## a sample screenshot becomes a page, with its proof
	@$(BIN)/limner demo

test: check unit e2e  ## everything that must hold

check: setup  ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup-tests  ## the quick tests
	$(BIN)/pytest tests/unit

e2e: setup-tests  ## through the real protocol, engine and browser
	$(BIN)/pytest tests/e2e

format: setup  ## let ruff lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## the figures that the project must reach; most need ../shared, and say so
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/screenshot.py
	$(BIN)/python benchmarks/pix2code.py
	$(BIN)/python benchmarks/blind.py
	$(BIN)/python benchmarks/repair.py
	$(BIN)/python benchmarks/suggestions.py
	$(BIN)/python benchmarks/sandbox.py
	$(BIN)/python benchmarks/context.py

clean:  ## remove what setup and the tests made
	rm -rf .venv .cache build dist
