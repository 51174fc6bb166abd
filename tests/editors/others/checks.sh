# shellcheck shell=bash disable=SC2154
# For tests of editors: installs packages, waits, and says what went wrong. Sourced.
# Needs $OUT and $editor (the name for logs).

fail() {
  echo "failed: $*" >&2
  [ ! -s "$OUT/$editor-screen.txt" ] || cat "$OUT/$editor-screen.txt" >&2
  exit 1
}

install() {
  local missing=()
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  { apt-get -o DPkg::Lock::Timeout=600 update && apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"; } \
    >"$OUT/$editor-apt.log" 2>&1 || fail "${missing[*]} cannot be installed, see $OUT/$editor-apt.log"
}

# until_ok WHAT CONDITION…: waits for at most 20 seconds, and says that it is so.
until_ok() {
  local what=$1
  shift
  for _ in $(seq 100); do
    if "$@"; then
      echo "ok: $editor: $what"
      return
    fi
    sleep 0.2
  done
  fail "$editor: not so: $what"
}
