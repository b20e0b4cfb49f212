# Two commands: `make demo` runs the product with sample data, `make test` tests it.
# Each sets up what it needs in .venv, from nothing but Python 3.11 to 3.14, pip and make.

VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
FLASK  := $(PY) -m flask --app wsgi
DEMO   := SBF_MODE=demo SBF_DATA_DIR=instance/demo
CODE   := sb_feedback forms analysis tests
WORDS  := sb_feedback/translations
LOCK   := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
          --only-binary :all: --no-emit-index-url --no-emit-find-links --quiet \
          --custom-compile-command "make lock" $(LOCK_ARGS)

# Arguments for pytest: `make test ARGS="-k seal"`. Up to four tests at a time.
ARGS   ?=
PYTEST := $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

.PHONY: help demo demo-reset test test-deep test-browser test-compare lint format migrations-check messages docs install-dev lock upgrade clean
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-24s %s\n", $$1, $$2}'

demo: $(VENV)/.run ## run the product with sample data on http://localhost:5000 (PORT=...)
	@$(DEMO) $(FLASK) demo --port $${PORT:-5000}

demo-reset: $(VENV)/.run ## forget what was answered in the demo and start over
	@$(DEMO) $(FLASK) demo-reset

test: $(VENV)/.test ## all tests that need no browser and no long search
	$(PYTEST) $(ARGS)

test-deep: $(VENV)/.browser ## browser tests, long searches, pages of staff on PostgreSQL
	HYPOTHESIS_PROFILE=deep $(PYTEST) -m "browser or deep" $(ARGS)

test-browser: $(VENV)/.browser ## browser tests alone, without the long ones
	$(PYTEST) -m "browser and not deep" $(ARGS)

test-compare: $(VENV)/.compare ## statistics side by side with pingouin and statsmodels
	$(PY) -m pytest -m compare tests/compare $(ARGS)

lint: $(VENV)/.lint ## style, types, import contracts, templates, dependencies
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/deptry .

format: $(VENV)/.lint ## lay out the code and repair what can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrations-check: $(VENV)/.test ## migrations up, check, down, up on SQLite and PostgreSQL
	$(PY) -m tests.migrations_check

# What pages say is collected into messages.po for a person to translate; run it again afterwards.
messages: $(VENV)/.run ## collect the words of pages for translation, and compile translations
	@mkdir -p build
	$(BIN)/pybabel -q extract -F $(WORDS)/babel.cfg --sort-output --add-location=file \
	  --project=sb_feedback -k NotAllowed -k _l -k _now -o build/messages.pot sb_feedback templates forms
	$(BIN)/pybabel -q update -i build/messages.pot -d $(WORDS) --width=100 \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -d $(WORDS)
	$(BIN)/pybabel -q extract -k marked --no-location --no-wrap --omit-header --sort-output \
	  -o build/analysis.pot analysis
	$(BIN)/pybabel -q update -D analysis -i build/analysis.pot -d analysis/locale -l es -N --no-wrap \
	  --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -D analysis -d analysis/locale -l es

docs: $(VENV)/.run ## write the tables and figures in docs/ again
	$(PY) -m docs.make

# For maintainers: everything in one environment.
install-dev: $(VENV)/.lint ## everything, for maintainers

# Each file builds on the one before, so a package has one version everywhere.
lock: $(VENV)/.lint ## write requirements/*.txt again from pyproject.toml
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt
	$(LOCK) pyproject.toml --group browser -c requirements/test.txt -o requirements/browser.txt
	$(LOCK) pyproject.toml --group lint -c requirements/browser.txt -o requirements/lint.txt
	$(LOCK) pyproject.toml --group compare -c requirements/lint.txt -o requirements/compare.txt
	echo 'pip>=25' | $(LOCK) - -o requirements/pip.txt

upgrade: ## the same with the newest versions
	$(MAKE) lock LOCK_ARGS=--upgrade

clean: ## remove the environment and everything that tools left
	rm -rf $(VENV) .tools .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.%: requirements/%.txt
	@sh requirements/install.sh $*
