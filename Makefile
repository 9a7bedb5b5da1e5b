# `make demo` and `make test` do all their own set-up; the second time it takes a moment.
.DEFAULT_GOAL := help
BIN := .venv/bin
# Two files of tests beside each other: for most of its time a test waits for other processes.
PYTEST := $(BIN)/pytest --numprocesses=2 --dist=loadfile
NPM := .cache/editors/bin/npm --prefix editors/vscode --silent run
# Setup has said so where Node or luacheck could not be had.
IF_NODE := [ ! -f editors/vscode/node_modules/.package-lock.json ] ||
IF_LUACHECK := ! command -v luacheck >/dev/null ||

.PHONY: help setup setup-tests demo test check unit e2e vsix test-editors format bench clean

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup:  ## system packages, virtual environment, pinned packages
	@scripts/setup

setup-tests:
	@scripts/setup --tests

demo: setup  ## a sample screenshot becomes a page, with its proof
	@$(BIN)/limner demo

test: check unit e2e  ## everything that must hold

check: setup-tests  ## ruff, mypy, import-linter; tsc and eslint, luacheck
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy editors/declare.py
	$(BIN)/lint-imports
	$(IF_NODE) $(NPM) check
	$(IF_LUACHECK) (cd editors/nvim && luacheck --quiet .)

unit: setup-tests  ## the quick tests
	$(PYTEST) tests/unit
	$(IF_NODE) $(NPM) test

e2e: setup-tests  ## through the real protocol, engine, browser, Neovim and Emacs
	$(IF_NODE) $(NPM) package
	$(PYTEST) tests/e2e

vsix: setup-tests  ## the extension for VS Code: editors/vscode/dist/limner.vsix
	$(NPM) package

test-editors: setup-tests  ## every gesture in a real VS Code and a real Helix
	@scripts/setup-editors --all
	$(BIN)/pytest tests/editors

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
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/load.py
	@scripts/setup-editors --all
	$(BIN)/python benchmarks/editors.py
	$(BIN)/python benchmarks/model.py
	$(BIN)/python benchmarks/tuning.py

clean:  ## remove what setup and the tests made
	rm -rf .venv .cache build dist editors/vscode/dist editors/vscode/node_modules
