#!/bin/sh
# Pins every package with its hashes for all platforms; the files name no host.
set -eu
common="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links"
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml -o requirements.lock
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml --group dev -o requirements-dev.lock
