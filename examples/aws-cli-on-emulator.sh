#!/bin/sh
# The emulator as a test double for software that uses another AWS SDK: here the AWS CLI lists models, assumes a role
# and asks a question, without an AWS account.
#
#   examples/aws-cli-on-emulator.sh          (offline in any case)
set -eu

if ! aws --version >/dev/null 2>&1; then
  echo "skipped: there is no AWS CLI on this machine" >&2
  exit 0
fi

work=$(mktemp -d)
"${BEDROCK:-bedrock}" emulator --port 0 >"$work/environment" 2>"$work/log" &
emulator=$!
trap 'kill "$emulator"; rm -rf "$work"' EXIT

# The emulator prints the environment when it listens.
while [ ! -s "$work/environment" ]; do
  kill -0 "$emulator" || { cat "$work/log" >&2; exit 1; }
  sleep 1
done
# shellcheck source=/dev/null
. "$work/environment"
export AWS_PAGER=''

aws bedrock list-foundation-models --by-provider amazon --by-output-modality EMBEDDING \
  --query 'modelSummaries[].modelId' --output text
aws sts assume-role --role-arn arn:aws:iam::123456789012:role/tester --role-session-name test \
  --query 'AssumedRoleUser.Arn' --output text
aws bedrock-runtime converse --model-id amazon.nova-lite-v1:0 \
  --messages '[{"role": "user", "content": [{"text": "Name three rivers of Spain"}]}]' \
  --query 'output.message.content[0].text' --output text
