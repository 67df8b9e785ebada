#!/usr/bin/env bash
# usage: aws-tests/image.sh IMAGE
# Makes a Docker image of an AWS emulator that other people wrote, ministack, out of this machine's own files: nothing is pulled. In it are
# this machine's Python with ministack from PyPI, and a small Java runtime out of a JDK 25 (JAVA25_HOME, JAVA_HOME, or where cli/find-jdk.sh
# looks), for the Lambda functions. It starts as Testcontainers' LocalStackContainer expects of LocalStack's own image.
# Needs Debian's or Ubuntu's python3 with pip, and docker.
set -euo pipefail
[ $# = 1 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
. "$(dirname "$0")/../cli/find-jdk.sh"
jdk=$(find_jdk) || { echo "$0: needs a JDK 25; let JAVA_HOME name it" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root"/{dev,etc,opt,proc,root,sys,tmp,usr/bin,usr/lib,usr/lib64,usr/local/bin,var/run}
chmod 1777 "$root/tmp"
ln -s usr/bin "$root/bin"
ln -s usr/lib "$root/lib"
ln -s usr/lib64 "$root/lib64"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"

for tool in bash cat mkdir sleep; do cp -L "/usr/bin/$tool" "$root/usr/bin/"; done
ln -s bash "$root/usr/bin/sh"

python=$(readlink -f /usr/bin/python3)
version=${python##*python}
cp "$python" "$root/usr/bin/"
ln -s "python$version" "$root/usr/bin/python3"
cp -a "/usr/lib/python$version" "$root/usr/lib/"
rm -rf "$root/usr/lib/python$version"/{ensurepip,idlelib,lib2to3,pydoc_data,test}
# cryptography: without it the emulator cannot sign Cognito's tokens.
/usr/bin/python3 -m pip install -q --root-user-action=ignore --disable-pip-version-check --only-binary=:all: \
  --target "$root/opt/site" 'ministack==1.5.33' 'cryptography>=41'

"$jdk/bin/jlink" --add-modules java.logging,java.management,java.naming,java.sql,jdk.unsupported,jdk.zipfs \
  --strip-debug --no-header-files --no-man-pages --output "$root/opt/java"

# The libraries that these programs load: what they name, and what the functions' runtime client (C++) and Python's extensions need.
libraries() {
  find "$root/usr/bin" "$root/usr/lib/python$version/lib-dynload" "$root/opt/java" -type f -exec ldd {} + 2>/dev/null |
    grep -oE '/[^ ]+\.so[^ ]*' | grep -v "^$root" || true
  ldconfig -p | sed -nE 's/.*\b(libgcc_s\.so\.1|libstdc\+\+\.so\.6|libz\.so\.1) .*=> //p'
}
libraries | sort -u | while read -r library; do
  directory=$(readlink -f "$(dirname "$library")")
  mkdir -p "$root$directory"
  cp -L "$library" "$root$directory/"
done

# LocalStackContainer starts this and waits for the line that ends in "Ready.".
cat >"$root/usr/local/bin/docker-entrypoint.sh" <<'START'
#!/bin/bash
python3 -m ministack &
while ! (exec 3<>/dev/tcp/127.0.0.1/4566) 2>/dev/null; do
  kill -0 $! || exit 1
  sleep 0.1
done
echo Ready.
wait
START
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"

tar -C "$root" -c . | docker import \
  -c 'ENV PATH=/usr/local/bin:/usr/bin:/opt/java/bin PYTHONPATH=/opt/site PYTHONUNBUFFERED=1' \
  -c 'ENV AWS_ENDPOINT_URL=http://127.0.0.1:4566 IOT_MTLS_ENABLED=0' \
  -c 'EXPOSE 4566' \
  -c 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' - "$1"
