#!/bin/sh
# What each fault of Bedrock looks like to a script: the exit code of a call and the first line of its error. The emulator
# stands for a Bedrock that misbehaves; each row is a server of its own.
#
#   examples/faults-on-emulator.sh          (offline in any case)
#   examples/faults-on-emulator.sh throttle:2 early-eof cut,at=3
set -eu

bedrock=${BEDROCK:-bedrock}
work=$(mktemp -d)
emulator=
stop() {
  if [ -n "$emulator" ]; then
    kill "$emulator"
    wait "$emulator" || true
    emulator=
  fi
}
trap 'stop; rm -rf "$work"' EXIT

if [ $# -eq 0 ]; then
  set -- throttle:1 throttle not-ready http:503 error:AccessDeniedException error:ValidationException reset hang \
    early-eof cut bad-crc stream-exception:throttlingException empty-stream hang-mid-stream not-json unknown-stop
fi

for fault in "$@"; do
  : >"$work/environment"
  "$bedrock" emulator --port 0 --fault "$fault" >"$work/environment" 2>"$work/log" &
  emulator=$!
  # The emulator prints the environment when it listens.
  while [ ! -s "$work/environment" ]; do
    kill -0 "$emulator" 2>/dev/null || { emulator=; cat "$work/log" >&2; exit 2; }
    sleep 0.1 2>/dev/null || sleep 1
  done
  # shellcheck source=/dev/null
  . "$work/environment"
  code=0
  "$bedrock" stream -q --max-attempts 2 --read-timeout 10 "One two three" >"$work/answer" 2>"$work/error" || code=$?
  printf '%3s  %-40s %s\n' "$code" "$fault" "$(sed -n 1p "$work/error")"
  stop
done
