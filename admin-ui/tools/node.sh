#!/bin/sh
# Runs a node script if there is a Node that will do; says what is missing in one line if there is none.
found=$(node --version 2>/dev/null)
version=${found#v}
major=${version%%.*}
minor=${version#*.}
minor=${minor%%.*}
if [ "${major:-0}" -gt 20 ] || { [ "${major:-0}" -eq 20 ] && [ "${minor:-0}" -ge 19 ]; }; then
    exec node "$@"
fi
echo "admin-ui: needs Node 20 (20.19 or later) on the PATH, found ${found:-none}; install package nodejs, or see nodejs.org" >&2
exit 1
