# shellcheck shell=bash disable=SC2154
# For tests of editors that run in a terminal: starts one in tmux, presses keys and reads the screen. Sourced.
# Needs $work (a folder of the test's own), $OUT and $editor (the name for logs).

# shellcheck source=checks.sh
. "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

terminal() { tmux -S "$work/tmux" -f /dev/null "$@"; }

# open FOLDER COMMAND: the editor's screen is 150 by 40.
open() {
  terminal new-session -d -x 150 -y 40 -c "$1" "$2"
  # An editor must not take Escape and the next key for one.
  terminal set-option -s escape-time 0
}

close() { terminal kill-server 2>/dev/null || true; }

press() {
  terminal send-keys "$@"
  sleep 0.3
}

shows() {
  terminal capture-pane -p >"$OUT/$editor-screen.txt"
  grep -qF -- "$1" "$OUT/$editor-screen.txt"
}
hides() { ! shows "$1"; }
