# With Python 3.10 or newer, git and make, `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint rules docs clean

demo: $(READY)
	@$(BIN)/newslint lint seeds --exit-zero

test: $(READY)
	@$(BIN)/python -m pytest

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

rules: $(READY)
	@$(BIN)/newslint rules test

docs: $(READY)
	@$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist

# The environment is made anew when the dependencies change.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("newslint needs Python 3.10 or newer; set PYTHON=..." if sys.version_info < (3, 10) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
