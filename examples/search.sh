#!/bin/sh
# The lines below a folder that answer a question best: grep finds those that have a word of it, a rerank model orders
# them. Each comes with its score.
#
#   examples/search.sh FOLDER "QUESTION"
#   offline: BEDROCK_FLAGS=--offline examples/search.sh FOLDER "QUESTION"
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

folder=${1:?"usage: search.sh FOLDER QUESTION"}
question=${2:?"usage: search.sh FOLDER QUESTION"}

words=$(printf '%s' "$question" | tr -cs '[:alnum:]' '|' | sed 's/^|//; s/|$//')

# A ranking takes at most 1000 documents.
grep -rhIwiE "$words" "$folder" | sort -u | head -n 1000 | bedrock rerank "$question" --top 5 | cut -f 2,4
