#!/bin/sh
# Pins every package by version and hash, for all platforms, without the address of any index. Needs uv.
set -eu
export UV_PYTHON_DOWNLOADS=never
options="--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet"
# shellcheck disable=SC2086 # the options are words
uv pip compile $options pyproject.toml --extra clinic --output-file requirements/runtime.txt "$@"
# shellcheck disable=SC2086
uv pip compile $options --group dev --constraints requirements/runtime.txt --output-file requirements/dev.txt "$@"
if grep -nE 'https?://|file:|find-links|index-url' requirements/runtime.txt requirements/dev.txt; then
    echo "The lists name an address; they must hold versions and hashes only." >&2
    exit 1
fi
