#!/bin/sh
# For a CI job: fails when the account cannot call a model or an inference profile that the software needs.
#
#   examples/check-models.sh MODEL_ID...
#   offline: BEDROCK_FLAGS=--offline examples/check-models.sh amazon.nova-lite-v1:0
#
# Exit codes: 0 all can be called, 9 some cannot or it could not be told, else that of bedrock list-models.
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

[ "$#" -gt 0 ] || { echo "usage: check-models.sh MODEL_ID..." >&2; exit 2; }

models=$*
for id in "$@"; do
  shift
  set -- "$@" --require "$id"
done
bedrock list-models --quiet --accessible -o ids "$@" >/dev/null
echo "ok: $models"
