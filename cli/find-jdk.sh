# Sourced by ./homing and .ci/run: find_jdk prints the home of a JDK 25, or fails.

is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null
}

find_jdk() {
  local candidate javac
  javac=$(command -v javac 2>/dev/null || true)
  if [ -n "$javac" ]; then
    # Behind the links that Debian's alternatives and others put on the PATH.
    while [ -L "$javac" ]; do
      candidate=$(readlink "$javac")
      case $candidate in
        /*) javac=$candidate ;;
        *) javac=$(dirname "$javac")/$candidate ;;
      esac
    done
    javac=$(dirname "$(dirname "$javac")")
  fi
  for candidate in "${JAVA_HOME:-}" "$javac" "${JDK_25:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
    /usr/lib/jvm/* /usr/java/* /usr/local/java/* /usr/local/jdk* /opt/*jdk* /opt/*java* /opt/*temurin* /opt/*corretto* /opt/java/* /opt/jdk/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/* "$HOME"/.jdks/* "$HOME"/.jbang/cache/jdks/* "$HOME"/.jabba/jdk/* \
    "$HOME"/.gradle/jdks/* "$HOME"/.m2/jdks/* "$HOME"/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /nix/var/nix/profiles/default/lib/openjdk; do
    if is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  if [ -x /usr/libexec/java_home ]; then
    candidate=$(/usr/libexec/java_home -F -v 25 2>/dev/null || true)
    if is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  fi
  return 1
}
