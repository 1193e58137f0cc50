# The commands of this project; `make run` and `make test` are each enough on a fresh machine.
PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: run test lint bench setup reset manage check-production

run:
	@$(PYTHON) tools/setup.py run
	@PORT=$(PORT) $(BIN)/python tools/run.py

setup:
	@$(PYTHON) tools/setup.py dev

test: setup
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser" -q

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/python tools/lint_templates.py

bench: setup
	@$(BIN)/python tools/bench.py $(ARGS)

manage:
	@$(PYTHON) tools/setup.py run
	@$(BIN)/python manage.py $(ARGS)

reset:
	@rm -rf var/db.sqlite3* var/programmes.stamp var/media var/mail var/broker var/imports && echo "The demo's data is gone; 'make run' makes it anew."

check-production: setup
	@LMS_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q tests/production
