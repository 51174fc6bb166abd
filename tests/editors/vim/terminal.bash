# For tests of editors in a terminal: keys go in through tmux, the screen comes back, and what the editor's own probe writes into
# the folder $probe tells exactly what it holds: "found", one line for each finding, and "text", the document.
# The test sets $editor, a name for messages.

: "${LAWLINT:?the path of the program}"
: "${OUT:?the folder for logs}"
mkdir -p "$OUT"
export LC_ALL=C.UTF-8

sample=$root/tests/editors/sample/brochure.md
message='§ 53a-192a is a class A felony since 2017-10-01 (P.A. 17-32), not class B'
message_of_2012='§ 53a-192a is a class B felony since 2006-07-01 (P.A. 06-43), not class A'
sentence='Under C.G.S. § 53a-192a, trafficking in persons is a class'

work=$(mktemp -d)
mkdir "$work/bin"
ln -s "$LAWLINT" "$work/bin/lawlint"

in_tmux() { TMUX_TMPDIR=$work tmux -u -f /dev/null -L "terminal-$opened" "$@"; }

# Each editor that a test opens has a server of tmux and a probe of its own: the one before may take its time to end.
opened=0
probe=$work/probe-0
close() { in_tmux kill-server 2>/dev/null || true; }

tidy() {
  close
  # An editor may still write while it ends.
  rm -rf "$work" 2>/dev/null || { sleep 1 && rm -rf "$work"; }
}
trap tidy EXIT

# install_missing PACKAGE=PATTERN…: installs the packages of which no path is there.
install_missing() {
  local missing=() pair
  for pair in "$@" tmux=/usr/bin/tmux; do
    compgen -G "${pair#*=}" >/dev/null || missing+=("${pair%%=*}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  { apt-get -o DPkg::Lock::Timeout=600 update &&
    apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"; } >"$OUT/$editor-apt.log" 2>&1 ||
    { echo "failed: could not install ${missing[*]}, see $OUT/$editor-apt.log" >&2; exit 1; }
}

# open HOME COMMAND…: starts an editor, which has three minutes.
open() {
  local home=$1
  shift
  close
  opened=$((opened + 1))
  probe=$work/probe-$opened
  mkdir "$probe"
  in_tmux new-session -d -x 120 -y 30 \
    env HOME="$home" XDG_CACHE_HOME="$home/.cache" PROBE="$probe" PATH="$work/bin:$PATH" TERM=screen-256color \
    timeout --foreground 180 "$@"
}

screen() { in_tmux capture-pane -p; }
keys() { in_tmux send-keys "$@"; }
write() { in_tmux send-keys -l "$1"; }
ok() { echo "ok: $editor: $*"; }
fail() {
  {
    echo "failed: $editor: $*"
    screen || true
    cat "$probe/found" "$probe/text" || true
  } 2>&1 | tee "$OUT/$editor-failed.txt" >&2
  exit 1
}

# until_true WHAT COMMAND…: waits until the command succeeds.
until_true() {
  local what=$1 deadline=$((SECONDS + 30))
  shift
  until "$@"; do
    [ $SECONDS -lt $deadline ] || fail "waited for $what"
    sleep 0.1
  done
}
screen_shows() { screen | grep -qF "$1"; }
found_is() { [ "$(cat "$probe/found" 2>/dev/null)" = "$1" ]; }
line_is() { [ "$(sed -n "$1p" "$probe/text" 2>/dev/null)" = "$2" ]; }

mended_brochure() {
  sed 's/class B felony/class A felony/' "$sample"
  printf '\n🕊🕊 Note: %s A felony. 🕊\n' "$sentence"
}
news_of_2012() { printf 'News of 2012\n\n%s A felony.\n' "$sentence"; }
saved() { mended_brochure | cmp -s - "$1"; }
