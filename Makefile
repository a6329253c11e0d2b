# kbgen for its contributors. `make site` and `make test` are all that a fresh machine needs.
#
#   make site      install into .venv, build content/ into site/
#   make serve     install into .venv, preview content/ in the browser while you write; Ctrl-C ends it
#   make test      style, types, tests (with a browser); installs what is missing if it may
#   make test-all  the same and the long tests
#   make shots     photograph every kind of page in every language, width and scheme: build/shots/
#   make lighthouse  judge every kind of page with Lighthouse: a table of scores
#   make format    lay out the code
#   make lock      bring requirements/ up to date
#   make clean     remove everything that the above made, but for site/

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# On all cores, but with no more than eight browsers.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal
LINTED := kbgen tests benchmarks
BUILD_OPTIONS ?=
SHOTS_OPTIONS ?=
LIGHTHOUSE_OPTIONS ?=

.PHONY: site serve test test-all shots lighthouse lint format lock clean browser servers javascript

site: $(VENV)/run.stamp
	$(BIN)/kbgen build $(BUILD_OPTIONS)

serve: $(VENV)/run.stamp
	$(BIN)/kbgen serve --open

test: lint browser servers javascript
	$(PYTEST) -m "not long"

test-all: lint browser servers javascript
	$(PYTEST)

shots: browser
	$(BIN)/python -m tests.showcase.shots $(SHOTS_OPTIONS)

lighthouse: browser
	@sh .ci/node
	$(BIN)/python -m tests.lighthouse.audit $(LIGHTHOUSE_OPTIONS)

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/mypy

# A browser test that cannot run fails instead of being skipped: see tests/browser/conftest.py.
test test-all: export KBGEN_REQUIRE_BROWSER := 1
browser: $(VENV)/dev.stamp
	@sh .ci/browser >/dev/null

# nginx and Caddy, which run with the recipes of the help centre.
servers:
	@sh .ci/servers

# Style, types and tests of the browser's scripts.
javascript:
	@sh .ci/node
	@cd tests && npm run --silent lint && npm run --silent types && npm test --silent

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix $(LINTED)
	$(BIN)/ruff format $(LINTED)
	@sh .ci/node
	@cd tests && npm run --silent format

# Stamps: a second run installs nothing unless the lock or the project file changed.
$(VENV)/python.stamp:
	@sh .ci/venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements/run.txt pyproject.toml
	@echo "Installing requirements/run.txt into $(VENV)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kbgen
	@touch $@

$(VENV)/dev.stamp: $(VENV)/python.stamp requirements/dev.txt pyproject.toml
	@echo "Installing requirements/dev.txt into $(VENV)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q kbgen
	@touch $@ $(VENV)/run.stamp

# No index or machine may be named in a lock; hashes make every index give the same files.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	--build-deps-for editable --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
lock:
	@sh .ci/venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	$(COMPILE) --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist .kbgen .mypy_cache .ruff_cache .pytest_cache .hypothesis
