import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

client = boto3.client("bedrock-runtime", config=Config(max_pool_connections=64))


def embed(line):
    body = json.dumps({"inputText": line.rstrip("\n")})
    reply = client.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=body)
    return json.loads(reply["body"].read())["embedding"]


with ThreadPoolExecutor(64) as pool:
    for vector in pool.map(embed, sys.stdin):
        print(json.dumps(vector))
