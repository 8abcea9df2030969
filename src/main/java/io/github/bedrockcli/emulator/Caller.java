package io.github.bedrockcli.emulator;

/**
 * Who a request comes from, once its signature or token has been checked.
 *
 * @param temporary whether the credentials came from STS or IAM Identity Center
 * @param region the region the request was signed for
 * @param bearer whether it came with an API key, which tells no region
 */
record Caller(String arn, String userId, boolean temporary, String region, boolean bearer) {
    /** The account of the examples in AWS's documentation. */
    static final String ACCOUNT = "123456789012";
}
