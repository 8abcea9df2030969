#!/bin/sh
# What an account with mixed access is refused, and with which exit code: the emulator stands for the account of
# examples/account.json, so that a script's handling of each refusal can be tried without such an account.
#
#   examples/account-on-emulator.sh          (offline in any case)
set -eu

bedrock=${BEDROCK:-bedrock}
work=$(mktemp -d)
"$bedrock" emulator --port 0 --account "$(dirname "$0")/account.json" >"$work/environment" 2>"$work/log" &
emulator=$!
trap 'kill "$emulator"; rm -rf "$work"' EXIT

# The emulator prints the environment when it listens.
while [ ! -s "$work/environment" ]; do
  kill -0 "$emulator" || { cat "$work/log" >&2; exit 1; }
  sleep 1
done
# shellcheck source=/dev/null
. "$work/environment"

for model in \
  amazon.nova-lite-v1:0 \
  us.amazon.nova-pro-v1:0 \
  us.anthropic.claude-haiku-4-5-20251001-v1:0 \
  mistral.mistral-large-2402-v1:0 \
  meta.llama3-8b-instruct-v1:0; do
  code=0
  "$bedrock" invoke -m "$model" Hello >/dev/null 2>"$work/refusal" || code=$?
  printf '%s  %s  %s\n' "$code" "$model" "$(sed -n 's/^cause: //p' "$work/refusal")"
done
