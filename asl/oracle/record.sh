#!/bin/sh
# Records the cases anew; see their README. Needs Python 3.11 or 3.12, whose threads the recorder looks into, and Node 20;
# installs the engines beside itself. Maven needs none of it.
set -eu
cd "$(dirname "$0")"
for python in python3.12 python3.11 python3 none; do
  if "$python" -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null; then break; fi
done
[ "$python" != none ] || { echo "Python 3.11 or 3.12 is needed" >&2; exit 1; }
[ -d .venv ] || "$python" -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt
npm ci --silent
TZ=UTC exec .venv/bin/python record.py "$@"
