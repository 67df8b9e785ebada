#!/bin/sh
# Records the cases anew. Needs Python 3.11 and Node 20; installs the engines it uses beside itself. Maven does not need it.
set -eu
cd "$(dirname "$0")"
[ -d .venv ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt
npm ci --silent
TZ=UTC exec .venv/bin/python record.py "$@"
