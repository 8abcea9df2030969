#!/bin/sh
# Vectors for very many texts, a text a line, tried again until all are there: after throttling, a lost network or a
# kill -9 the run goes on where it was, and nothing that is there is paid for twice.
#
#   examples/embed-resume.sh TEXTS.txt VECTORS.jsonl
#   offline: BEDROCK_FLAGS=--offline examples/embed-resume.sh TEXTS.txt VECTORS.jsonl
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

texts=${1:?"usage: embed-resume.sh TEXTS.txt VECTORS.jsonl"}
vectors=${2:?"usage: embed-resume.sh TEXTS.txt VECTORS.jsonl"}

# Seconds before the second attempt, twice as many before each later one.
pause=${PAUSE:-5}
attempts=${ATTEMPTS:-8}

attempt=1
while :; do
  code=0
  bedrock embed --input "$texts" -o jsonl --out "$vectors" --resume || code=$?
  case $code in
    6 | 7 | 137) ;; # Throttled or unavailable, the network, killed: may pass.
    *) exit "$code" ;; # All there, or what would fail again.
  esac
  echo "attempt $attempt of $attempts ended with exit code $code" >&2
  [ "$attempt" -lt "$attempts" ] || exit "$code"
  sleep "$pause"
  pause=$((pause * 2))
  attempt=$((attempt + 1))
done
