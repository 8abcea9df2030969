#!/bin/sh
# For a CI job: fails when the region lacks a model or an inference profile that the software needs.
# Listed does not mean accessible: the account may still have to be given access to a model.
#
#   examples/check-models.sh MODEL_ID...
#   offline: BEDROCK_FLAGS=--offline examples/check-models.sh amazon.nova-lite-v1:0
#
# Exit codes: 0 all are listed, 1 some are not, else that of bedrock list-models.
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

[ "$#" -gt 0 ] || { echo "usage: check-models.sh MODEL_ID..." >&2; exit 2; }

ids=$(mktemp)
trap 'rm -f "$ids"' EXIT
bedrock list-models --quiet -o ids >"$ids"

missing=0
for id in "$@"; do
  if grep -Fxq -e "$id" "$ids"; then
    echo "ok       $id"
  else
    echo "missing  $id"
    missing=1
  fi
done
exit "$missing"
