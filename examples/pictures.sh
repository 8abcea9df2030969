#!/bin/sh
# A picture, three variations of it, and the picture cut out of its background, all in one folder. Safe to run again:
# what is there is not paid for twice. The seed is said, so that a good one can be made again.
#
#   examples/pictures.sh FOLDER ["WHAT THE PICTURE SHOWS"]
#   offline: BEDROCK_FLAGS=--offline examples/pictures.sh FOLDER
set -eu

# BEDROCK is the command, BEDROCK_FLAGS options for every call, such as "--offline" or "--profile dev".
# shellcheck disable=SC2086 # the flags are several words
bedrock() { command "${BEDROCK:-bedrock}" "$@" ${BEDROCK_FLAGS:-}; }

folder=${1:?"usage: pictures.sh FOLDER [\"WHAT THE PICTURE SHOWS\"]"}
shows=${2:-a red bicycle against a white wall}
model=${MODEL:-amazon.titan-image-generator-v2:0}
mkdir -p "$folder"

# --no-stdin: what is given is the whole prompt, whatever this script's own input is.
[ -e "$folder/picture.png" ] ||
  bedrock invoke --no-stdin -m "$model" --size 768x768 --seed random --out "$folder/picture.png" "$shows"

[ -e "$folder/other-1.png" ] ||
  bedrock invoke --no-stdin -m "$model" --image "$folder/picture.png" --count 3 -p similarityStrength=0.8 \
    --out "$folder/other.png" "$shows, in winter"

[ -e "$folder/alone.png" ] ||
  bedrock invoke --no-stdin -m "$model" --image "$folder/picture.png" --task BACKGROUND_REMOVAL --out "$folder/alone.png"
