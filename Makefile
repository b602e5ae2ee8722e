# Kapstone: `make` lists what there is. Only python3 (3.11 or newer) with pip and venv is needed; uv is used if it is here.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from
PORT ?= 8000
export PORT

.PHONY: help setup demo serve test check format docs bench soak journey lock clean

help: ## list these
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv with all that the demonstration and the tests need

# Made anew only when what it was made from has changed.
$(STAMP): requirements/runtime.txt requirements/dev.txt pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV)

demo: $(STAMP) ## serve a demonstration clinic of synthetic patients (PORT=8000, KAPSTONE_HOME=.home)
	@$(BIN)/kapstone demo

serve: $(STAMP) ## serve your own clinic from KAPSTONE_HOME or DATABASE_URL
	@$(BIN)/kapstone serve

# Two at a time; a file stays together, so that what it makes once serves all its tests. Each worker has its own PostgreSQL.
WORKERS ?= 2

test: $(STAMP) ## run everything that CI runs: the checks, then all tests, also those in a browser
	@sh tools/check.sh $(BIN)
	@$(BIN)/pytest --quiet --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

check: $(STAMP) ## run every linter and show all that they find
	@sh tools/check.sh $(BIN)

format: $(STAMP) ## put code and templates in shape
	@$(BIN)/ruff check --fix --quiet src tests || true
	@$(BIN)/ruff format --quiet src tests
	@find src -name '*.html' | xargs $(BIN)/djhtml --tabwidth 2 --quiet

docs: $(STAMP) ## print the reference from the code
	@$(BIN)/kapstone docs

bench: $(STAMP) ## measure, and print tables of ratios
	@for file in bench/*.py; do case $$file in */_*) ;; *) echo "== $$file"; $(BIN)/python $$file || exit 1 ;; esac; done

soak: $(STAMP) ## kill servers under load and see that nothing acknowledged is lost
	@$(BIN)/pytest -m soak $(PYTEST)
	@KAPSTONE_WALK=whole $(BIN)/pytest tests/journeys/test_accessibility.py $(PYTEST)

journey: $(STAMP) ## walk one patient through the screens in a browser
	@$(BIN)/pytest tests/journeys -m browser $(PYTEST)

lock: ## for maintainers, with uv: pin every package by its hash
	@sh tools/lock.sh

clean: ## remove .venv and caches; the data folder stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
