package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** boto3 against the emulator: it signs, and parses replies with AWS's own service models. */
final class BotoIT {
    private static final String START = """
            import boto3, json, time
            from botocore.exceptions import ClientError
            runtime = boto3.client('bedrock-runtime')
            control = boto3.client('bedrock')
            hi = [{'role': 'user', 'content': [{'text': 'Grüße 世界 👋🏽'}]}]
            claude = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

            def refused(call):
                try:
                    call()
                except ClientError as e:
                    print(e.response['ResponseMetadata']['HTTPStatusCode'], e.response['Error']['Code'], e.response['Error']['Message'])
                else:
                    print('accepted')
            """;

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        Program.assumeWorks("python3", "-c", "import boto3");
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void invokesEveryFamily() {
        assertThat(python("""
                def text(model, body):
                    reply = runtime.invoke_model(modelId=model, body=json.dumps(body))
                    headers = reply['ResponseMetadata']['HTTPHeaders']
                    assert headers['x-amzn-bedrock-input-token-count'], headers
                    return json.loads(reply['body'].read())
                print(text('amazon.nova-lite-v1:0', {'messages': hi})['output']['message']['content'][0]['text'])
                print(text(claude, {'anthropic_version': 'bedrock-2023-05-31', 'max_tokens': 9,
                    'messages': [{'role': 'user', 'content': 'Hi'}]})['content'][0]['text'])
                print(text('amazon.titan-tg1-large', {'inputText': 'Hi'})['results'][0]['outputText'])
                print(text('meta.llama3-8b-instruct-v1:0', {'prompt': 'Hi'})['generation'])
                print(len(text('amazon.titan-embed-text-v1', {'inputText': 'Hi'})['embedding']))
                print(len(text('amazon.titan-embed-text-v2:0', {'inputText': 'Hi', 'dimensions': 256})['embedding']))
                print(len(text('cohere.embed-english-v3', {'texts': ['a', 'b'], 'input_type': 'search_query'})['embeddings']))
                print(len(text('cohere.embed-v4:0', {'texts': ['a'], 'input_type': 'search_query'})['embeddings']['float'][0]))
                """)).isEqualTo("""
                        [offline echo] Grüße 世界 👋🏽
                        [offline echo] Hi
                        [offline echo] Hi
                        [offline echo] Hi
                        1536
                        256
                        2
                        1536
                        """);
    }

    @Test
    void streamsEveryFamily() {
        assertThat(python("""
                def chunks(model, body):
                    reply = runtime.invoke_model_with_response_stream(modelId=model, body=json.dumps(body))
                    assert reply['contentType'] == 'application/json'
                    all = [json.loads(event['chunk']['bytes']) for event in reply['body']]
                    assert all[-1]['amazon-bedrock-invocationMetrics']['outputTokenCount'] > 0, all[-1]
                    return all
                print(''.join(c['contentBlockDelta']['delta']['text'] for c in
                    chunks('amazon.nova-lite-v1:0', {'messages': hi}) if 'contentBlockDelta' in c))
                print(''.join(c['delta']['text'] for c in chunks(claude, {'anthropic_version': 'bedrock-2023-05-31',
                    'max_tokens': 9, 'messages': [{'role': 'user', 'content': 'Hi'}]}) if c['type'] == 'content_block_delta'))
                print(''.join(c['outputText'] for c in chunks('amazon.titan-tg1-large', {'inputText': 'Hi'})))
                print(''.join(c['generation'] for c in chunks('meta.llama3-8b-instruct-v1:0', {'prompt': 'Hi'})))
                """)).isEqualTo("""
                        [offline echo] Grüße 世界 👋🏽
                        [offline echo] Hi
                        [offline echo] Hi
                        [offline echo] Hi
                        """);
    }

    @Test
    void conversesWholeAndStreamed() {
        assertThat(python("""
                reply = runtime.converse(modelId='amazon.nova-lite-v1:0', messages=hi, inferenceConfig={'maxTokens': 3})
                print(reply['output']['message']['content'][0]['text'], reply['stopReason'], reply['usage']['outputTokens'])
                reply = runtime.converse(modelId=claude, system=[{'text': 'Be brief'}], messages=[{'role': 'user', 'content': [
                    {'text': 'Hi'}, {'image': {'format': 'png', 'source': {'bytes': b'x'}}},
                    {'document': {'format': 'pdf', 'name': 'report (2)', 'source': {'bytes': b'x'}}}]}],
                    additionalModelRequestFields={'thinking': {'type': 'enabled', 'budget_tokens': 1024}})
                print([list(block)[0] for block in reply['output']['message']['content']])
                print(reply['output']['message']['content'][1]['text'])
                events = list(runtime.converse_stream(modelId='mistral.mistral-large-2402-v1:0', messages=hi)['stream'])
                print(''.join(e['contentBlockDelta']['delta']['text'] for e in events if 'contentBlockDelta' in e))
                print(list(events[0])[0], list(events[-2])[0], list(events[-1])[0], events[-1]['metadata']['usage']['totalTokens'])
                print(runtime.count_tokens(modelId=claude[3:], input={'converse': {'messages': hi}})['inputTokens'])
                """)).isEqualTo("""
                        [offline echo] Grüße max_tokens 3
                        ['reasoningContent', 'text']
                        [offline echo] (1 image, 1 document) Hi
                        [offline echo] Grüße 世界 👋🏽
                        messageStart messageStop metadata 8
                        3
                        """);
    }

    @Test
    void listsModelsAndProfiles() {
        assertThat(python("""
                models = control.list_foundation_models(byOutputModality='EMBEDDING', byInferenceType='ON_DEMAND')['modelSummaries']
                print(all('EMBEDDING' in m['outputModalities'] for m in models), len(models) > 3)
                legacy = [m['modelLifecycle'] for m in control.list_foundation_models(byProvider='Anthropic')['modelSummaries']
                    if m['modelLifecycle']['status'] == 'LEGACY']
                print(legacy[0]['endOfLifeTime'].isoformat()[:10])
                pages = list(control.get_paginator('list_inference_profiles').paginate(PaginationConfig={'PageSize': 5}))
                ids = [p['inferenceProfileId'] for page in pages for p in page['inferenceProfileSummaries']]
                print(len(pages) > 2, len(ids) == len(set(ids)), 'us.amazon.nova-lite-v1:0' in ids)
                print(control.get_inference_profile(inferenceProfileIdentifier='1arbu5hu2sjr')['type'])
                print(control.get_foundation_model(modelIdentifier='amazon.nova-lite-v1:0')['modelDetails']['modelName'])
                print(control.get_foundation_model_availability(modelId='amazon.nova-lite-v1:0')['authorizationStatus'])
                """)).isEqualTo("""
                        True True
                        2027-01-08
                        True True True
                        APPLICATION
                        Nova Lite
                        AUTHORIZED
                        """);
    }

    @Test
    void assumesRolesAndSignsIn() {
        assertThat(python("""
                role = boto3.client('sts').assume_role(RoleArn='arn:aws:iam::123456789012:role/Dev', RoleSessionName='me')
                c = role['Credentials']
                assumed = boto3.Session(c['AccessKeyId'], c['SecretAccessKey'], c['SessionToken'])
                print(assumed.client('sts').get_caller_identity()['Arn'])
                print(assumed.client('bedrock-runtime').converse(modelId='amazon.nova-lite-v1:0', messages=hi)['stopReason'])
                print(boto3.client('sts').get_caller_identity()['Account'])
                oidc = boto3.client('sso-oidc')
                app = oidc.register_client(clientName='test', clientType='public')
                app = {'clientId': app['clientId'], 'clientSecret': app['clientSecret']}
                device = oidc.start_device_authorization(startUrl='https://example.awsapps.com/start', **app)
                grant = {'grantType': 'urn:ietf:params:oauth:grant-type:device_code', 'deviceCode': device['deviceCode']}
                try:
                    oidc.create_token(**grant, **app)
                except oidc.exceptions.AuthorizationPendingException as e:
                    print('pending', e.response['error'])
                try:
                    oidc.create_token(**grant, **app)
                except oidc.exceptions.SlowDownException as e:
                    print('too soon', e.response['error'])
                time.sleep(device['interval'] + 5)
                token = oidc.create_token(**grant, **app)['accessToken']
                sso = boto3.client('sso')
                c = sso.get_role_credentials(roleName='Dev', accountId='123456789012', accessToken=token)['roleCredentials']
                signed_in = boto3.Session(c['accessKeyId'], c['secretAccessKey'], c['sessionToken'])
                print(signed_in.client('sts').get_caller_identity()['Arn'])
                try:
                    sso.get_role_credentials(roleName='Dev', accountId='123456789012', accessToken='stranger')
                except sso.exceptions.UnauthorizedException:
                    print('unauthorized')
                """)).isEqualTo("""
                        arn:aws:sts::123456789012:assumed-role/Dev/me
                        end_turn
                        123456789012
                        pending authorization_pending
                        too soon slow_down
                        arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Dev/emulator
                        unauthorized
                        """);
    }

    @Test
    void listsWhatTheAccountMade() {
        assertThat(python("""
                custom = control.list_custom_models()['modelSummaries']
                print([(m['modelName'], m['modelStatus'], m['creationTime'].year) for m in custom])
                imported = control.list_imported_models()['modelSummaries']
                print([(m['modelName'], m['modelArchitecture'], m['instructSupported']) for m in imported])
                provisioned = control.list_provisioned_model_throughputs()['provisionedModelSummaries']
                print([(m['provisionedModelName'], m['status'], m['modelUnits']) for m in provisioned[:1]])
                from datetime import datetime
                print(control.list_custom_models(creationTimeAfter=datetime(2030, 1, 1))['modelSummaries'])
                """)).isEqualTo("""
                        [('emulator-tuned', 'Active', 2026)]
                        [('emulator-imported', 'Llama 3', True)]
                        [('emulator-throughput', 'InService', 1)]
                        []
                        """);
    }

    @Test
    void tellsWhatIsBehindWhatTheAccountMade() {
        assertThat(python("""
                arn = 'arn:aws:bedrock:us-east-1:123456789012:'
                given = control.get_provisioned_model_throughput(provisionedModelId=arn + 'provisioned-model/abcdef012345')
                print(given['foundationModelArn'].split('/')[1], given['status'], given['creationTime'].year)
                tuned = control.get_custom_model(modelIdentifier='emulator-tuned')
                print(tuned['baseModelArn'].split('/')[1], tuned['customizationType'])
                deployed = control.get_custom_model_deployment(
                    customModelDeploymentIdentifier=arn + 'custom-model-deployment/abcdef012345')
                print(deployed['modelArn'] == tuned['modelArn'], deployed['status'])
                imported = control.get_imported_model(modelIdentifier=arn + 'imported-model/abcdef012345')
                print(imported['modelArchitecture'], imported['instructSupported'])
                router = control.get_prompt_router(promptRouterArn=arn + 'prompt-router/abcdef012345')
                print(router['models'][0]['modelArn'].split('/')[1], router['type'], router['status'])
                refused(lambda: control.get_imported_model(modelIdentifier='nope'))
                print(runtime.converse(modelId=arn + 'prompt-router/abcdef012345', messages=hi)['stopReason'])
                """)).isEqualTo("""
                        amazon.nova-lite-v1:0:24k InService 2026
                        amazon.nova-lite-v1:0:24k FINE_TUNING
                        True Active
                        Llama 3 True
                        amazon.nova-lite-v1:0 custom AVAILABLE
                        404 ResourceNotFoundException nope not found.
                        end_turn
                        """);
    }

    @Test
    void startsAsynchronousInvocations() {
        assertThat(python("""
                def start(model, prompt, **more):
                    return runtime.start_async_invoke(modelId=model, modelInput={'prompt': prompt, 'loop': False},
                        outputDataConfig={'s3OutputDataConfig': {'s3Uri': 's3://bucket/videos'}}, **more)['invocationArn']
                arn = start('luma.ray-v2:0', 'A tiger', clientRequestToken='boto-1', tags=[{'key': 'a', 'value': 'b'}])
                print(arn == start('luma.ray-v2:0', 'A tiger', clientRequestToken='boto-1', tags=[{'key': 'a', 'value': 'b'}]))
                polls = [runtime.get_async_invoke(invocationArn=arn) for _ in range(3)]
                print([job['status'] for job in polls], 'endTime' in polls[0], polls[2]['endTime'] >= polls[2]['submitTime'])
                print(polls[2]['outputDataConfig']['s3OutputDataConfig']['s3Uri'] == 's3://bucket/videos/' + arn.split('/')[1])
                start('luma.ray-v2:0', 'Another')
                pages = list(runtime.get_paginator('list_async_invokes').paginate(sortOrder='Descending',
                    PaginationConfig={'PageSize': 1}))
                jobs = [job for page in pages for job in page['asyncInvokeSummaries']]
                print(len(pages) >= 2, arn in [job['invocationArn'] for job in jobs])
                done = runtime.list_async_invokes(statusEquals='Completed', sortBy='SubmissionTime')['asyncInvokeSummaries']
                print(arn in [job['invocationArn'] for job in done])
                refused(lambda: start('amazon.nova-lite-v1:0', 'x'))
                refused(lambda: start('amazon.nova-reel-v1:1', 'x'))
                refused(lambda: start('luma.ray-v2:0', ''))
                """)).isEqualTo("""
                        True
                        ['InProgress', 'InProgress', 'Completed'] False True
                        True
                        True True
                        True
                        400 ValidationException The provided request is not valid
                        404 ResourceNotFoundException This model version has reached the end of its life. \
                        Please refer to the AWS documentation for more details.
                        400 ValidationException Malformed input request: #/prompt: expected minLength: 1, actual: 0, \
                        please reformat your input and try again.
                        """);
    }

    @Test
    void refusesWithCodesThatBotoKnows() {
        assertThat(python("""
                key = 'AKIAEMULATOR00000000'
                refused(lambda: boto3.Session(key, 'wrong').client('bedrock').list_foundation_models())
                refused(lambda: boto3.Session('AKIANOBODY', 'x').client('bedrock').list_foundation_models())
                refused(lambda: boto3.Session(key, 'wrong').client('sts').get_caller_identity())
                refused(lambda: runtime.invoke_model(modelId='amazon.nova-lite-v1:0', body='{}'))
                refused(lambda: runtime.invoke_model_with_response_stream(modelId='amazon.nova-lite-v1:0', body='nope'))
                refused(lambda: runtime.converse(modelId='nope', messages=hi))
                refused(lambda: runtime.converse(modelId='anthropic.claude-v2', messages=hi))
                """).lines().map(line -> line.replaceFirst("(does not match) .*", "$1")))
                .containsExactly(
                        "403 InvalidSignatureException The request signature we calculated does not match",
                        "403 UnrecognizedClientException The security token included in the request is invalid.",
                        "403 SignatureDoesNotMatch The request signature we calculated does not match",
                        "400 ValidationException Malformed input request: #: required key [messages] not found, "
                                + "please reformat your input and try again.",
                        "400 ValidationException Malformed input request, please reformat your input and try again.",
                        "400 ValidationException The provided model identifier is invalid.",
                        "404 ResourceNotFoundException This model version has reached the end of its life. "
                                + "Please refer to the AWS documentation for more details.");
    }

    @Test
    void parsesWhatTheControlPlaneTellsOfAccess() {
        assertThat(python("""
                jamba = control.get_foundation_model(modelIdentifier='ai21.jamba-1-5-large-v1:0')['modelDetails']['modelLifecycle']
                print([jamba[name].isoformat()[:10] for name in
                    ('startOfLifeTime', 'legacyTime', 'publicExtendedAccessTime', 'endOfLifeTime')])
                offers = control.list_foundation_model_agreement_offers(modelId='cohere.embed-v4:0')['offers']
                print(len(offers), sorted(offers[0]['termDetails']), offers[0]['termDetails']['usageBasedPricingTerm']['rateCard'][0]['price'])
                print(sorted(json.loads(control.get_use_case_for_model_access()['formData']))[0])
                pages = control.get_paginator('list_marketplace_model_endpoints').paginate()
                endpoint = [e for page in pages for e in page['marketplaceModelEndpoints']][0]
                print(endpoint['status'], endpoint['createdAt'].year)
                detail = control.get_marketplace_model_endpoint(endpointArn=endpoint['endpointArn'])['marketplaceModelEndpoint']
                print(detail['endpointStatus'], detail['endpointConfig']['sageMaker']['instanceType'])
                print(runtime.converse(modelId=endpoint['endpointArn'], messages=hi)['stopReason'])
                print([r['type'] for r in control.list_prompt_routers()['promptRouterSummaries']])
                europe = boto3.client('bedrock', region_name='eu-west-1')
                profile = europe.get_inference_profile(inferenceProfileIdentifier='eu.amazon.nova-lite-v1:0')
                print([m['modelArn'].split(':')[3] for m in profile['models']])
                refused(lambda: europe.get_inference_profile(inferenceProfileIdentifier='us.amazon.nova-lite-v1:0'))
                """)).isEqualTo("""
                        ['2024-09-23', '2026-05-26', '2026-08-26', '2026-11-26']
                        1 ['legalTerm', 'supportTerm', 'usageBasedPricingTerm', 'validityTerm'] 0.01
                        companyName
                        REGISTERED 2026
                        InService ml.g5.2xlarge
                        end_turn
                        ['custom']
                        ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3']
                        404 ResourceNotFoundException Inference profile us.amazon.nova-lite-v1:0 not found.
                        """);
    }

    @Test
    void raisesTheClassOfEachRefusalOfAnAccount() {
        String account = """
                {"models": {
                   "cohere.*": {"agreement": "NOT_AVAILABLE", "agreement_error": "Declined."},
                   "anthropic.*": {"form": "missing"},
                   "meta.*": {"refuse": "capacity"},
                   "qwen.*": {"refuse": "operation-not-allowed"}},
                 "deny": [{"action": "bedrock:InvokeModelWithResponseStream", "by": "scp"},
                   {"action": "bedrock:ListFoundationModels"}],
                 "throttle": ["GetFoundationModelAvailability amazon.nova-lite-v1:0"],
                 "regions": {"ap-east-1": "not-enabled"}}
                """;
        try (Emulator restricted = Emulator.startForThisProcess(
                Clock.systemUTC(), Account.parse(account.getBytes(StandardCharsets.UTF_8), "account"))) {
            String program = """
                    from botocore.config import Config
                    once = Config(retries={'total_max_attempts': 1})
                    control = boto3.client('bedrock', config=once)
                    runtime = boto3.client('bedrock-runtime', config=once)
                    def raised(call):
                        try:
                            call()
                        except ClientError as e:
                            print(type(e).__name__, e.response['Error']['Message'][:60])
                    given = control.get_foundation_model_availability(modelId='cohere.embed-v4:0')['agreementAvailability']
                    print(given['status'], given['errorMessage'])
                    body = '{"texts": ["a"], "input_type": "search_query"}'
                    raised(lambda: runtime.invoke_model(modelId='us.cohere.embed-v4:0', body=body))
                    raised(lambda: runtime.converse(modelId=claude, messages=hi))
                    raised(control.get_use_case_for_model_access)
                    raised(lambda: runtime.converse(modelId='us.meta.llama3-3-70b-instruct-v1:0', messages=hi))
                    raised(lambda: runtime.converse(modelId='qwen.qwen3-32b-v1:0', messages=hi))
                    raised(lambda: runtime.converse_stream(modelId='us.amazon.nova-lite-v1:0', messages=hi))
                    raised(control.list_foundation_models)
                    raised(lambda: control.get_foundation_model_availability(modelId='amazon.nova-lite-v1:0'))
                    far = boto3.client('bedrock', region_name='ap-east-1')
                    refused(far.list_inference_profiles)
                    """;
            Program.Result result = Program.run(restricted, Map.of(), List.of("python3", "-c", START + program));
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).isEqualTo("""
                    NOT_AVAILABLE Declined.
                    AccessDeniedException Model access is denied due to IAM user or service role is no
                    ResourceNotFoundException Model use case details have not been submitted for this acco
                    ResourceNotFoundException You have not filled out the request form. Fill out the form\s
                    ServiceUnavailableException Model is getting throttled. Try your request again.
                    ValidationException Operation not allowed
                    AccessDeniedException User: arn:aws:iam::123456789012:user/emulator is not authori
                    AccessDeniedException User: arn:aws:iam::123456789012:user/emulator is not authori
                    ThrottlingException Too many requests, please wait before trying again.
                    403 UnrecognizedClientException The security token included in the request is invalid.
                    """);
        }
    }

    @Test
    void takesTheApiKey() {
        Map<String, String> key = Map.of("AWS_BEARER_TOKEN_BEDROCK", Keyring.BEARER_KEY);
        String program = "print(runtime.converse(modelId='amazon.nova-lite-v1:0', messages=hi)['stopReason'])";
        assertThat(python(key, program)).isEqualTo("end_turn\n");
        Map<String, String> other = Map.of("AWS_BEARER_TOKEN_BEDROCK", "nobody's");
        assertThat(python(other, "refused(lambda: runtime.converse(modelId='amazon.nova-lite-v1:0', messages=hi))"))
                .startsWith("403 AccessDeniedException Authentication failed");
    }

    private static String python(String program) {
        return python(Map.of(), program);
    }

    private static String python(Map<String, String> environment, String program) {
        Program.Result result = Program.run(emulator, environment, List.of("python3", "-c", START + program));
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }
}
