#!/bin/sh
# Runs every linter, shows all that they find, and fails at the end if any did. $1 is the folder of the programs.
set -u
bin=$1
failed=
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export KAPSTONE_HOME="$scratch"

run() { # name, command
    name=$1
    shift
    if "$@" >"$scratch/out" 2>&1; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        sed 's/^/        /' "$scratch/out"
        failed="$failed $name;"
    fi
}

run "style (ruff check)" "$bin/ruff" check --quiet --output-format concise src tests bench
run "shape (ruff format)" "$bin/ruff" format --check --quiet src tests bench
run "types (mypy)" "$bin/mypy"
run "imports (import-linter)" "$bin/lint-imports" --no-cache
run "templates (djlint)" "$bin/djlint" --lint --quiet --profile django src
run "migrations" env DATABASE_URL="postgresql://nobody@/none?host=$scratch" DJANGO_SETTINGS_MODULE=kapstone.clinic.config.settings \
    "$bin/python" -W "ignore:Got an error checking a consistent migration history" -m django makemigrations --check --dry-run

if [ -n "$failed" ]; then
    echo "Not in order:$failed" >&2
    exit 1
fi
