#!/bin/sh
# A conversation from a script: each line is a turn, or a command such as /param; only answers are on standard output.
# It is not saved: what a script says is nothing that "bedrock chat --continue" should go on with.
#
#   examples/chat-pipe.sh
#   offline: BEDROCK_FLAGS=--offline examples/chat-pipe.sh
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

bedrock chat --quiet --no-save --system "You answer in one sentence." <<'TURNS'
What is the capital of France?
How many people live there?
/model us.anthropic.claude-haiku-4-5-20251001-v1:0
Was that right?
TURNS
