#!/bin/sh
# Summarises each .txt file of a folder into FILE.summary beside it. Safe to run again: what is there is not paid for
# twice. One bad file does not stop the rest; credentials, access or the network do.
#
#   examples/summarise-folder.sh FOLDER
#   offline: BEDROCK_FLAGS=--offline examples/summarise-folder.sh FOLDER
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

folder=${1:?"usage: summarise-folder.sh FOLDER"}
failed=0

list=$(mktemp)
trap 'rm -f "$list"' EXIT
find "$folder" -type f -name '*.txt' | sort >"$list"

# --no-stdin: without it the first call would read the rest of the list, which is the loop's own input.
while IFS= read -r file; do
  [ -e "$file.summary" ] && continue
  code=0
  bedrock invoke --no-stdin --quiet --strict --max-tokens 500 \
    --system "Summarise the text in one sentence." \
    --file "$file" --out "$file.summary" || code=$?
  case $code in
    0) echo "$file: done" >&2 ;;
    5 | 9 | 10) echo "$file: refused, cut or blocked (exit code $code)" >&2; failed=1 ;;
    6) echo "throttled: run this again later" >&2; exit 6 ;;
    *) exit "$code" ;;
  esac
done <"$list"

exit "$failed"
