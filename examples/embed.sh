#!/bin/sh
# Vectors for a JSON-lines file of documents, each like {"id": "a1", "text": "..."}: one line out for each line in,
# in the same order, with the id. A document that fails is reported in its place.
#
#   examples/embed.sh DOCUMENTS.jsonl VECTORS.jsonl
#   offline: BEDROCK_FLAGS=--offline examples/embed.sh DOCUMENTS.jsonl VECTORS.jsonl
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

documents=${1:?"usage: embed.sh DOCUMENTS.jsonl VECTORS.jsonl"}
vectors=${2:?"usage: embed.sh DOCUMENTS.jsonl VECTORS.jsonl"}

bedrock embed --input "$documents" --field /text --id-field /id --dimensions 256 \
  --keep-going --usage -o jsonl --out "$vectors" --force
