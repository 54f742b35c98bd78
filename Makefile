# `make` renders every environment. The only things needed beforehand are make and Python >= 3.11; see `make help`.

PYTHON ?= python3
# The tests that run servers mostly wait, so more of them than there are cores finish sooner.
WORKERS ?= 4
MIRROR ?= $(wildcard ../shared)

export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export JSII_NODE := $(CURDIR)/.venv/bin/node
export PIPENV_IGNORE_VIRTUALENVS := 1
export PIPENV_DONT_LOAD_ENV := 1
export PIPENV_VENV_IN_PROJECT := 1
export PIPENV_VERBOSITY := -1

PIPENV := build/tools/bin/python -m pipenv
NPM := $(JSII_NODE) .venv/lib/npm/bin/npm-cli.js
MIRROR_OPTION := $(if $(MIRROR),--mirror $(MIRROR))

synth: env ## Render every environment into dist/ (the default)
	@python tools/synth.py

help: ## Show this list
	@$(PYTHON) -c 'import re; rows = re.findall(r"^([a-z]+):.*?## (.+)", open("Makefile").read(), re.M); \
		print(*(f"  make {name:10} {text}" for name, text in rows), sep="\n")'

# --- set-up: each stamp is newer than what it was made from, so that an environment that is up to date costs nothing -

env: build/tools/stamp .venv/stamp node_modules/stamp ## Set up .venv and node_modules from the lock files

build/tools/stamp: tools/pipenv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, but '$(PYTHON)' is not; name another one: make PYTHON=python3.13" >&2; exit 1; }
	$(PYTHON) -m venv --clear build/tools
	build/tools/bin/python -m pip install --quiet --require-hashes -r tools/pipenv.txt
	@touch $@

.venv/stamp: build/tools/stamp Pipfile.lock pyproject.toml
	test -x .venv/bin/python || build/tools/bin/python -m venv .venv
	$(PIPENV) sync --dev
	build/tools/bin/python tools/link_node.py
	@touch $@

node_modules/stamp: package-lock.json | .venv/stamp
	$(NPM) ci
	@touch $@

lock: build/tools/stamp .venv/stamp ## Rewrite Pipfile.lock and package-lock.json with the newest versions allowed
	$(PIPENV) lock
	build/tools/bin/python tools/strip_lock.py
	$(NPM) install --package-lock-only

# --- tests and checks ----------------------------------------------------------------------------------------------

test: env ## Run the tests (COVERAGE=1: and demand that they reach every line)
	pytest -n $(WORKERS) $(if $(COVERAGE),--cov --cov-report=term)

conformance: env ## Prove the output on the real components; builds them once into a cache (Go and minutes needed)
	CONFORMANCE=1 pytest tests/conformance

snapshots: env ## Accept what the constructs render now as the expected result
	pytest -n $(WORKERS) --snapshot-update

check: static ## Everything that CI checks
	$(if $(MIRROR),MIRROR=$(abspath $(MIRROR))) $(MAKE) test COVERAGE=1

static: env ## Lint, types, layers and stale bindings
	ruff check
	ruff format --check
	mypy
	$(if $(wildcard tests/typing),pyright)
	lint-imports
	python -m inference_platform_bindings.generate --check $(MIRROR_OPTION)

format: env ## Format the code and apply safe fixes
	ruff check --fix
	ruff format

# --- other jobs ----------------------------------------------------------------------------------------------------

imports: env ## Generate the bindings again (MIRROR=folder: from a copy of the CRDs)
	python -m inference_platform_bindings.generate $(MIRROR_OPTION)

bench: env ## Measure imports, construction, synthesis and memory
	python -m benchmarks

wheel: env ## Build the wheel into build/wheels
	pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheels .

clean: ## Remove everything that make has made, except dist/
	rm -rf .venv node_modules build

.PHONY: synth help env lock test conformance snapshots check static format imports bench wheel clean
