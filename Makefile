# make            lists the targets
# make run        see it work
# make test       everything that must hold

.DEFAULT_GOAL := help
.PHONY: help install run test check unit compiled quality bench bench-stream bench-match chaos format lock clean

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
PEERS := .venv/.peers
ENGINES := .venv/engines/.installed
COMPILED := .venv/compiled/.installed
UV := $(shell sed -n 's/^\(uv==[0-9.]*\).*/\1/p' requirements.lock)

help: ## list the targets
	@echo "reswatch: watches the news wires for United Nations resolutions"; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

install: $(INSTALLED) ## make .venv with everything, in the locked versions

run: $(INSTALLED) ## local Kafka, a worker, sample wires and the live view; Ctrl-C ends it
	@$(BIN)/reswatch run

test: check unit ## everything that must hold: style, types, layers, tests (what CI runs)

check: $(INSTALLED) ## style, types, and the one direction of imports
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: $(INSTALLED) ## the tests alone
	$(BIN)/pytest

compiled: $(COMPILED) ## reswatch with its reading compiled, in .venv/compiled (a few minutes); needs a C compiler

quality: $(INSTALLED) $(PEERS) ## how well articles are read, by field, beside what one would use instead
	@$(BIN)/python -m tests.quality

bench: $(INSTALLED) $(COMPILED) ## articles a second a core, the share of each stage; fails where reading got slower
	@test ! -e $(COMPILED) || PYTHONPATH=$(dir $(COMPILED)):. $(BIN)/python -P -m tests.benchmarks.reading
	@$(BIN)/python -m tests.benchmarks.reading

bench-stream: $(INSTALLED) $(ENGINES) ## what the stream costs beside other engines: CPU a message, a page with pictures
	@$(BIN)/python -m tests.benchmarks.stream

bench-match: $(INSTALLED) ## what matching 100,000 subscriptions costs, beside Apache Lucene's Monitor
	$(BIN)/python -m tests.benchmarks.match

chaos: $(INSTALLED) ## ten seeds of kills, freezes and rebalances on real Kafka: nothing lost, nothing visible twice
	$(BIN)/python -m tests.chaos

format: $(INSTALLED) ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(INSTALLED) ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-annotate --no-header \
		--all-extras --group dev --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-annotate --no-header \
		--constraint requirements.lock --group pyproject.toml:quality --output-file tests/quality/peers.lock
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-annotate --no-header \
		--group pyproject.toml:engines --output-file tests/benchmarks/stream/engines.lock

clean: ## remove the virtual environment and what the tools left
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "reswatch needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making .venv (once; a minute or so)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check "$(UV)"
	@$(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(INSTALLED)

# a wheel in a folder of its own: no compiled file lies beside a source that it could be older than
$(COMPILED): $(INSTALLED) hatch_build.py $(shell find streams schemas -type f -not -name '*.pyc')
	@rm -rf $(dir $(COMPILED))
	@if echo '#include <Python.h>' | $${CC:-cc} -E -I"$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("include"))')" \
			- >/dev/null 2>&1; then \
		echo "Compiling what reads articles (a minute or two of two processors)" \
		&& HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/uv build --quiet --wheel --no-build-isolation \
			--out-dir $(dir $(COMPILED))wheel . \
		&& $(BIN)/uv pip install --quiet --no-deps --target $(dir $(COMPILED)) $(dir $(COMPILED))wheel/*.whl \
		&& touch $(COMPILED); \
	else echo "No C compiler, or no Python.h: reading stays Python, which is slower and otherwise the same"; fi

$(PEERS): $(INSTALLED) tests/quality/peers.lock
	@echo "Adding what one would use instead (once; spaCy and others, 200 MB)"
	@$(BIN)/uv pip install --quiet --require-hashes --requirement tests/quality/peers.lock \
		&& touch $(PEERS) || echo "They could not be installed: the tables do without them"

$(ENGINES): $(INSTALLED) tests/benchmarks/stream/engines.lock
	@echo "Adding other engines, in a folder of their own (once; 100 MB)"
	@$(BIN)/uv venv --quiet --clear .venv/engines \
		&& $(BIN)/uv pip install --quiet --python .venv/engines/bin/python --require-hashes \
			--requirement tests/benchmarks/stream/engines.lock \
		&& touch $(ENGINES) || echo "They could not be installed: the tables do without them"
