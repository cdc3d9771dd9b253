# Two commands to know: `make serve` and `make test`. `make help` lists the rest.
# Needs python3 (3.11 or newer), make and git; everything else goes into .venv.

PYTHON  ?= python3
ADDRESS ?= 127.0.0.1:8000
UPGRADE ?=
FULL    ?=
BENCH   ?=
PROVE   ?=
PROCESSES ?= 2
LIGHTHOUSE ?=

VENV := .venv
BIN  := $(VENV)/bin
RUN  := $(BIN)/python
PIP  := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes

# MkDocs 1.6 is pinned, so its notice about version 2 is not useful here.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help serve build check test quick prove lint project bench measure install install-test browser cards format lock clean

help:
	@echo 'make serve    read and edit the site at http://$(ADDRESS) with live reload (elsewhere: ADDRESS=127.0.0.1:8001)'
	@echo 'make test     every check and every test, including a real browser'
	@echo 'make quick    the linter, the types and the fast tests, in under a minute'
	@echo 'make prove    what takes hours: mutations, killed builds, random edits with many seeds, into docs/proof.md'
	@echo 'make build    write the finished site to site/'
	@echo 'make check    look for mistakes in the briefing, build nothing'
	@echo 'make bench    measure this project against other generators, in minutes (in up to an hour: make bench FULL=1)'
	@echo 'make cards    draw the pictures that are shown when pages are shared (after a new name or edition)'
	@echo 'make measure  measure what a page costs its readers, into docs/experience.md (with Lighthouse too: LIGHTHOUSE=1)'
	@echo 'make format   format the Python code'
	@echo 'make lock     rewrite requirements*.txt from requirements*.in (newer versions too: UPGRADE=1)'
	@echo 'make clean    remove .venv, site/ and every cache'

serve: install
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: install
	$(BIN)/mkdocs build --strict

check: install
	$(RUN) hooks check

# pytest comes last, so that its closing line is the last line.
test: install-test browser
	@$(MAKE) --no-print-directory --jobs=$(PROCESSES) lint project
	$(RUN) -m pytest --numprocesses=$(PROCESSES)

quick: install-test lint
	$(RUN) -m pytest --numprocesses=$(PROCESSES) -m 'not (browser or slow or prove)'

# To run only some of it: make prove PROVE='--only mutations --sample 60 --seed 1', see tests/prove/prove.py.
prove: install-test
	$(RUN) tests/prove/prove.py --processes $(PROCESSES) $(PROVE)

lint: install-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

project: install
	$(RUN) hooks check --strict
	$(BIN)/mkdocs build --strict

format: install-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

browser: install-test
	@$(RUN) tests/browser/find_browser.py --install

# Other arguments: make bench BENCH='--only hugo,empty --sizes 300', see bench/README.md.
bench: install
	$(RUN) bench/compare.py $(if $(FULL),--full) $(BENCH)

measure: browser
	$(RUN) bench/pages.py $(if $(LIGHTHOUSE),--lighthouse)

cards: browser
	@$(RUN) hooks/draw_cards.py "$$($(RUN) tests/browser/find_browser.py)"

install: $(VENV)/.installed
install-test: $(VENV)/.installed-test

$(VENV)/.installed: requirements.txt $(VENV)/.made
	@echo 'installing the packages of requirements.txt'
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed
	@echo 'installing the packages of requirements-test.txt'
	@$(PIP) -r requirements-test.txt
	@touch $@

# Made again if its Python is gone, was replaced by another version, or never got its pip.
ifneq ($(shell $(RUN) -c 'import pip; print("usable")' 2>/dev/null),usable)
.PHONY: $(VENV)/.made
endif

# Debian keeps the module that puts pip into a new environment in a package of its own.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or newer is needed: install python3'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) -V 2>&1); name another: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        echo "installing $$package"; \
	        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$package; } >/dev/null; \
	    else \
	        echo "This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt install $$package"; exit 1; \
	    fi; }
	@echo 'making .venv'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# uv reads no pip settings: a mirror that pip knows is passed on, and never written or printed.
lock: install-test
	@index=$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(RUN) -m pip config get global.index-url 2>/dev/null || true)}}; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
	for name in requirements requirements-test; do \
	    $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	        $(if $(UPGRADE),--upgrade) $$name.in -o $$name.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) site .site.* .briefing-cache .cache .mypy_cache .pytest_cache .ruff_cache .bench .prove
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
