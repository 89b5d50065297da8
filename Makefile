# make report   the factsheets of the edition in params.yaml          make test   lint, types and tests (Chromium, npm)
# make lab      JupyterLab on notebooks/explore                       make bench  the benchmark
# make demo     the demonstration exports again                       make lock   the pinned dependencies again
# make docs     the documentation as a site, in site/                 make tutorial  docs/tutorial.md from top to bottom
.PHONY: report test tutorial lint lab bench demo docs lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
AXE := tests/accessibility/node_modules/ready
# Python 3.11 or newer, under whichever name it has.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# What tools keep for themselves stays in the clone.
export DVC_NO_ANALYTICS := 1
export DVC_SITE_CACHE_DIR := $(CURDIR)/.raat/dvc
export GX_ANALYTICS_ENABLED := false
export IPYTHONDIR := $(CURDIR)/.raat/ipython
export JUPYTER_CONFIG_DIR := $(CURDIR)/.raat/jupyter/config
export JUPYTER_DATA_DIR := $(CURDIR)/.raat/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/.raat/jupyter/runtime
export MPLCONFIGDIR := $(CURDIR)/.raat/matplotlib
export npm_config_cache := $(CURDIR)/.raat/npm
export PATH := $(CURDIR)/$(BIN):$(PATH)

report: $(READY)
	@$(BIN)/raat report

test: $(READY) $(AXE) lint
	@$(BIN)/pytest -n 2 --dist loadscope

tutorial: $(READY)
	@$(BIN)/pytest tests/tutorial

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

lab: $(READY)
	@$(BIN)/jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
		--ContentsManager.pre_save_hook=raat_analysis.notebook_saving.without_outputs \
		notebooks/explore/start_here.ipynb

bench: $(READY)
	@$(BIN)/python -m benchmarks.run && $(BIN)/python -m benchmarks.scale && $(BIN)/python -m benchmarks.measures_models \
		&& $(BIN)/python -m benchmarks.disclosure && $(BIN)/python -m benchmarks.fase0 \
		&& $(BIN)/python -m benchmarks.rendering && $(BIN)/python -m benchmarks.trace

demo: $(READY)
	@$(BIN)/raat demo

# A dead link, or a page that the navigation does not have, is an error.
docs: $(READY)
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --fresh-env -d .raat/docs docs site
	@echo "The documentation is in site/index.html."

lock: $(READY)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra dev pyproject.toml --output-file requirements.lock

clean:
	@rm -rf $(VENV) .raat site

# The rules of axe-core, for the browser tests only.
$(AXE): tests/accessibility/package.json tests/accessibility/package-lock.json
	@command -v npm >/dev/null || { echo "npm is needed for the browser tests and was not found: apt-get install npm."; exit 1; }
	@npm ci --prefix tests/accessibility --ignore-scripts --no-audit --no-fund --silent
	@touch $(AXE)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@echo "Setting up $(VENV) from requirements.lock; this takes a few minutes, once."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(READY)
