# `make` alone lists what there is. Every target sets up what it needs first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PEERS  := $(VENV)/peers
FITTER := $(VENV)/fitter
DEMO   := RENT_DATABASE_URL= RENT_DATA_DIR=data/demo $(BIN)/scrapy

.DEFAULT_GOAL := help
.PHONY: help setup demo crawl wheel test test-slow test-postgres lint format schema architecture pictures faults audit-deps bench eval peers eval-peers lexicon lock ci-deps clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## a virtual environment in .venv with every tool (quick when nothing changed)

$(READY): locks/dev.txt locks/uv.txt pyproject.toml
	@.ci/check-python $(PYTHON)
	@echo "setup: installing the locked packages into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/uv.txt
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes locks/uv.txt locks/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q rentspider pipelines tests # where Python may not write them itself, each start takes longer
	@touch $(READY)
	@echo "setup: ready, the tools are in $(BIN)"

demo: setup ## the main job over the bundled sample, offline, in data/demo/
	@echo "demo: replaying data/sample/ into data/demo/ (no network is used)"
	@$(DEMO) replay -L ERROR --site http://demo.example/ data/sample/*.warc.gz
	@$(DEMO) status --runs 1
	@$(DEMO) audit
	@echo "Ask it yourself:"
	@echo "  $(DEMO) search 嘉定 厂房"
	@echo "  $(DEMO) audit 204          what was removed from post 204, in place"
	@echo "  $(DEMO) browse             all of it in a browser"
	@echo "  sqlite3 data/demo/rent.db 'SELECT day, title, source FROM v_articles ORDER BY published DESC LIMIT 10'"

crawl: setup ## crawl the live site into data/rent.db
	@$(BIN)/scrapy crawl posts

wheel: setup ## the program as one file for pip, in dist/
	@$(BIN)/python -m hatchling build -t wheel -d dist

test: setup ## the checks and the tests of every part, in minutes; skipped tests say why
	@echo "test: ruff, mypy, then pytest; skipped tests say why at the end, make test-slow has the rest"
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest

test-slow: setup ## the rest of the tests: crawls that wait, kills, fleets, installing; CI runs both
	@$(BIN)/python -m pytest -m "slow and not faults"

test-postgres: setup ## all of these tests over a PostgreSQL server of their own; those about SQLite's file are left out
	@$(BIN)/python -m pytest -m "not faults" --database postgresql

lint: setup ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: setup ## let ruff format and mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

schema: setup ## write docs/schema.md from the models and views
	@$(BIN)/python -m rentspider.db.schema

architecture: setup ## draw the picture in docs/architecture.md from the code
	@$(BIN)/python -m tests.architecture

pictures: setup ## take the pictures in docs/pictures/ anew
	@$(BIN)/python -m tests.docs.pictures

faults: setup ## try all faults, of the site, of archives, of the machine…, and write docs/reliability.md
	@$(BIN)/python -m tests.faults

audit-deps: setup ## known weaknesses of the locked packages, where their list can be reached
	@.ci/audit-deps $(BIN)

bench: peers ## CPU a page beside other extractors, a crawl beside a bare spider, learning, search, growth
	@$(PEERS)/bin/python -m benchmarks.pages
	@$(BIN)/python -m benchmarks.crawl
	@$(BIN)/python -m benchmarks.learning
	@$(BIN)/python -m benchmarks.search 10000
	@$(BIN)/python -m benchmarks.growth 1000 3000

eval: setup ## how clean articles are, in words that the rules were written without, held against pinned floors
	@$(BIN)/python -m benchmarks.evaluation
	@$(BIN)/python -m benchmarks.evaluation --bank fresh

peers: setup ## an environment with other extractors, for the benchmarks that measure them
	@$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(PEERS)
	@$(BIN)/uv pip sync --quiet --python $(PEERS)/bin/python --require-hashes locks/dev.txt benchmarks/evaluation/peers.txt

eval-peers: peers ## the same, with seven other extractors beside it (they get an environment of their own)
	@$(PEERS)/bin/python -m benchmarks.evaluation --peers

lexicon: setup ## fit the cleaner's lexicon anew, after a change of a bank that may be read (in an environment of its own)
	@$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(FITTER)
	@$(BIN)/uv pip sync --quiet --python $(FITTER)/bin/python --require-hashes locks/dev.txt benchmarks/lexicon.txt
	@$(FITTER)/bin/python -m benchmarks.lexicon

lock: setup ## take the newest versions that pyproject.toml allows into locks/
	@$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o locks/dev.txt
	@$(BIN)/uv pip compile --quiet pyproject.toml -c locks/dev.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o locks/run.txt
	@echo hatchling | $(BIN)/uv pip compile --quiet - -c locks/dev.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o locks/build.txt
	@$(BIN)/uv pip compile --quiet --upgrade benchmarks/evaluation/peers.in -c locks/dev.txt --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  -o benchmarks/evaluation/peers.txt
	@$(BIN)/uv pip compile --quiet --upgrade benchmarks/lexicon.in -c locks/dev.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o benchmarks/lexicon.txt
	@echo pip-audit | $(BIN)/uv pip compile --quiet --upgrade - --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o locks/audit.txt
	@echo uv | $(BIN)/uv pip compile --quiet --upgrade - --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate -o locks/uv.txt

ci-deps: ## install the system packages that the full suite wants (Debian, as root)
	@.ci/deps $(PYTHON)

clean: ## remove the virtual environment, caches and the demo's folder
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache data/demo
