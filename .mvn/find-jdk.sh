# Sourced by ./build and ./chatwarp: finds a JDK >= 25 and exports JAVA_HOME and PATH, or explains what to install.
# Looks at JAVA_HOME, /usr/lib/jvm, sdkman, ~/.jdks, mise, /opt, macOS java_home and PATH, in that order.
jdk_want=25
jdk_found=
jdk_seen=

jdk_major() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

jdk_try() {
  [ -z "$jdk_found" ] || return 0
  [ -x "$1/bin/javac" ] || return 0
  jdk_version=$(jdk_major "$1" 2>/dev/null || true)
  [ -n "$jdk_version" ] || return 0
  jdk_seen="$jdk_seen
  $1 (Java $jdk_version)"
  if [ "$jdk_version" -ge "$jdk_want" ] 2>/dev/null; then jdk_found=$1; fi
}

if [ -n "${JAVA_HOME:-}" ]; then jdk_try "$JAVA_HOME"; fi
for jdk_dir in /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
  "$HOME"/.local/share/mise/installs/java/* /opt/jdk* /opt/java/*; do
  jdk_try "$jdk_dir"
done
if [ -z "$jdk_found" ] && [ -x /usr/libexec/java_home ]; then
  jdk_mac=$(/usr/libexec/java_home -v "$jdk_want+" 2>/dev/null || true)
  if [ -n "$jdk_mac" ]; then jdk_try "$jdk_mac"; fi
fi
if [ -z "$jdk_found" ] && command -v javac >/dev/null 2>&1; then
  jdk_javac=$(command -v javac)
  while [ -h "$jdk_javac" ]; do
    jdk_link=$(readlink "$jdk_javac")
    case $jdk_link in
      /*) jdk_javac=$jdk_link ;;
      *) jdk_javac=$(dirname "$jdk_javac")/$jdk_link ;;
    esac
  done
  jdk_try "$(cd "$(dirname "$jdk_javac")/.." && pwd)"
fi
if [ -z "$jdk_found" ]; then
  echo "chatwarp: no JDK $jdk_want or newer found; install one (for example Temurin $jdk_want) or set JAVA_HOME to it.$jdk_seen" >&2
  exit 1
fi
JAVA_HOME=$jdk_found
PATH="$JAVA_HOME/bin:$PATH"
export JAVA_HOME PATH
