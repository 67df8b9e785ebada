#!/bin/sh
# Runs a node script if there is a Node that will do; says what is missing in one line if there is none.
version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p')
if [ "${version:-0}" -lt 20 ]; then
    echo "admin-ui needs Node 20 or later on the PATH, and found ${version:+Node }${version:-none}; your system's packages or nodejs.org have it." >&2
    exit 1
fi
exec node "$@"
