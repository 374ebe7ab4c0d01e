# Everything is set up on the first use, in .venv, from the locks in requirements/; tools/ holds the scripts.
PORT ?= 8000
BIN := .venv/bin

# Where byte code may not be kept, every start compiles again (0.3 s).
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check contract lint bench sbom audit lock upgrade clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\): ## /  make \1	/p' Makefile

run: ## set up and serve the site on http://127.0.0.1:8000 (PORT=8080 make run for another port)
	@sh tools/setup run
	@PORT="$(PORT)" exec $(BIN)/cirede serve

test: ## set up, check style, types and content, and run every test
	@sh tools/setup test
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/cirede check
	@$(BIN)/cirede test
	@$(BIN)/pytest

check: ## check the content and run the tests written in the trees
	@sh tools/setup run
	@$(BIN)/cirede check
	@$(BIN)/cirede test

contract: ## write docs/openapi.json again after a change of the API
	@sh tools/setup test
	@CIREDE_GOLDEN=write $(BIN)/pytest -q tests/api/test_description.py

lint: ## check style and types
	@sh tools/setup test
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: ## measure, and write docs/performance.md
	@sh tools/setup bench
	@$(BIN)/python -m benchmarks

sbom: ## write the bill of materials of what runs, dist/sbom.cdx.json
	@sh tools/audit sbom

audit: ## look up everything locked in the lists of known faults (asks PyPI and npm)
	@sh tools/audit known

lock: ## write requirements/*.txt again after a change of the dependencies
	@sh tools/lock

upgrade: ## the same, with the newest versions allowed
	@sh tools/lock --upgrade

clean: ## remove .venv and everything that can be made again
	@rm -rf .venv .venv-audit .venv-lock .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
