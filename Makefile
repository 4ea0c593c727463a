# Everything a person needs: make run, make test, make check, make bench. Plain pip, one virtual environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate
ARGS ?=

.PHONY: run setup dev browser wecom-sdk test check format bench lock clean

run: setup
	@$(BIN)/python -m bot run $(ARGS)

setup: $(VENV)/.runtime

dev: $(VENV)/.dev

browser: dev
	@bash tests/setup_browser.sh

wecom-sdk: dev
	@bash tests/setup_wecom_sdk.sh

test: dev browser wecom-sdk
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: dev
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

bench: dev
	@$(BIN)/python -m bench $(ARGS)

# Takes newer versions only when asked: make lock UPGRADE=--upgrade
lock: $(BIN)/python
	@$(PIP) install uv
	@$(COMPILE) $(UPGRADE) --output-file requirements.lock
	@$(COMPILE) $(UPGRADE) --constraint requirements.lock --extra dev --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps lie inside the environment, so that they vanish with it.
$(VENV)/.runtime: requirements.lock $(BIN)/python
	@echo "Setting up $(VENV) (needed once) ..." >&2
	@$(PIP) install --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(BIN)/python
	@echo "Setting up $(VENV) for development (needed once) ..." >&2
	@$(PIP) install --no-deps --require-hashes -r $<
	@touch $@

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null || \
		{ echo "$(PYTHON) was not found: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11: name a newer one: make PYTHON=python3.11" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make an environment: install its venv module (Debian: apt-get install python3-venv), or name another: make PYTHON=..." >&2; exit 1; }
