#!/bin/sh
# A question from a terminal: the answer is printed as it arrives, and a system prompt says how to answer.
#
#   examples/terminal.sh ["QUESTION"]
#   offline: BEDROCK_FLAGS=--offline examples/terminal.sh
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

bedrock stream \
  --system "You are a patient teacher. Answer in at most three sentences." \
  --max-tokens 300 --temperature 0.2 --usage \
  "${1:-Why is the sea salty?}"
