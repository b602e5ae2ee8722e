#!/bin/sh
# Makes the virtual environment $1 from the hash-locked lists: the first Python from 3.11 on that works; uv if present, else pip.
set -eu
venv=$1
stamp=$venv/.made-from
made_from() { cat requirements/runtime.txt requirements/dev.txt; }

works() { # a shim can exist and fail; a Debian python can lack venv
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && made_from | cmp -s - "$stamp"; then
    touch "$stamp"
    exit 0
fi

python=
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if works "$name"; then
        python=$(command -v "$name")
        break
    fi
done
if [ -z "$python" ]; then
    echo "Kapstone needs Python 3.11 or newer with venv and pip. On Debian: apt-get install python3-venv" >&2
    echo "Elsewhere, name one: make $(basename "${MAKECMDGOALS:-setup}") PYTHON=/path/to/python3" >&2
    exit 2
fi

echo "Making $venv with $("$python" --version) ..."
rm -rf "$venv"
"$python" -m venv "$venv"
# --no-deps: the lists are complete, and pip must not look further; for "coverage[toml]" it would try a newer one that has no hash.
if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then
    export UV_PYTHON_DOWNLOADS=never
    uv pip install --quiet --python "$venv/bin/python" --no-deps --require-hashes -r requirements/runtime.txt -r requirements/dev.txt
    uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r requirements/runtime.txt -r requirements/dev.txt
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
made_from >"$stamp"
