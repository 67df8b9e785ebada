#!/usr/bin/env bash
# Makes cli/target/start.aot, from which ./homing starts in half the time: classes as the JVM has them after a start (JEP 483, 514). Called by Maven
# after cli's jar was made. Without it everything works, only slower; so whatever fails here fails nothing.
set -u

cli=$(cd "$(dirname "$0")" && pwd -P)
cache=$cli/target/start.aot
rm -f "$cache"
. "$cli/find-jdk.sh"
jdk=$(find_jdk) || exit 0
jars=("$cli"/target/cli-*.jar)

"$jdk/bin/java" "@$cli/java.options" -XX:AOTCacheOutput="$cache" -cp "${jars[0]}:$(cat "$cli/target/classpath.txt")" \
  dev.homing.cli.FirstSteps "$(dirname "$cli")" >"$cli/target/start-cache.log" 2>&1 </dev/null
[ -f "$cache" ] || echo "homing: what makes starts faster could not be made; cli/target/start-cache.log says why" >&2
