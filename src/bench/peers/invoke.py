import json

import boto3

body = {
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 1000,
    "messages": [{"role": "user", "content": "Name three rivers of Spain"}],
}
client = boto3.client("bedrock-runtime")
reply = client.invoke_model(modelId="us.anthropic.claude-haiku-4-5-20251001-v1:0", body=json.dumps(body))
print(json.loads(reply["body"].read())["content"][0]["text"])
