#!/bin/sh
# Which lines of a file are nearest to a question? Embeds both and ranks the lines by cosine similarity, with awk.
# The vectors are kept beside the file, so that the next question costs one call.
#
#   examples/nearest.sh LINES.txt "QUESTION"
#   offline: BEDROCK_FLAGS=--offline examples/nearest.sh LINES.txt "QUESTION"
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

lines=${1:?"usage: nearest.sh LINES.txt QUESTION"}
question=${2:?"usage: nearest.sh LINES.txt QUESTION"}

[ -e "$lines.vectors" ] || bedrock embed --dimensions 256 --input "$lines" -o csv --out "$lines.vectors"

# The first row is the question's vector, the others are those of the lines.
{ bedrock embed --dimensions 256 -o csv "$question"; cat "$lines.vectors"; } |
  awk -F, '
    { length2 = 0; for (i = 1; i <= NF; i++) length2 += $i * $i }
    NR == 1 { for (i = 1; i <= NF; i++) question[i] = $i; own = length2; next }
    { dot = 0; for (i = 1; i <= NF; i++) dot += $i * question[i]; printf "%.4f\n", dot / sqrt(own * length2) }' |
  paste - "$lines" | sort -rn | head -n 3
