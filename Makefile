# With Python 3.10 or newer, git and make, `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
XDG_CACHE_HOME ?= $(HOME)/.cache
CHROMIUM ?= $(firstword $(shell which chromium chromium-browser google-chrome 2>/dev/null))
LANGUAGETOOL ?= $(XDG_CACHE_HOME)/newslint/LanguageTool-6.6

.PHONY: demo test lint rules docs languagetool browser clean

demo: $(READY)
	@$(BIN)/newslint lint seeds --exit-zero

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

rules: $(READY)
	@$(BIN)/newslint rules test

docs: $(READY)
	@$(BIN)/python docs/generate.py

# Fetches LanguageTool's server into a cache, and runs the tests that start it on a loopback port. Needs Java 17 and Maven.
languagetool: $(READY) $(LANGUAGETOOL)/languagetool-server.jar
	@NEWSLINT_TEST_LANGUAGETOOL="$(LANGUAGETOOL)" $(BIN)/python -m pytest tests/languagetool

$(LANGUAGETOOL)/languagetool-server.jar: tests/languagetool/pom.xml
	@command -v java mvn >/dev/null || { echo "make languagetool needs java and mvn on the PATH" >&2; exit 1; }
	@rm -rf "$(LANGUAGETOOL).new" && mkdir -p "$(LANGUAGETOOL).new"
	@mvn --batch-mode --quiet --file $< dependency:copy-dependencies -Dmdep.stripVersion=true -DoutputDirectory="$(LANGUAGETOOL).new/libs"
	@mv "$(LANGUAGETOOL).new/libs/languagetool-server.jar" "$(LANGUAGETOOL).new/"
	@rm -rf "$(LANGUAGETOOL)" && mv "$(LANGUAGETOOL).new" "$(LANGUAGETOOL)" && touch $@

# Looks at the HTML report in a real Chromium.
browser: $(READY)
	@test -n "$(CHROMIUM)" || { echo "make browser needs Chromium on the PATH, or CHROMIUM=..." >&2; exit 1; }
	@NEWSLINT_TEST_CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest tests/browser

clean:
	rm -rf $(VENV) build dist

# The environment is made anew when the dependencies change.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("newslint needs Python 3.10 or newer; set PYTHON=..." if sys.version_info < (3, 10) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
