#!/bin/sh
# A text filter: what comes on standard input goes before the instruction, and the answer is on standard output.
#
#   git diff --cached | examples/commit-message.sh
#   offline: git diff --cached | BEDROCK_FLAGS=--offline examples/commit-message.sh
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

bedrock invoke --quiet --max-tokens 200 \
  "Write a commit message for this change: one imperative line of at most 72 characters, and nothing else."
