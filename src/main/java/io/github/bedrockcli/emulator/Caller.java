package io.github.bedrockcli.emulator;

/**
 * Who a request comes from, once its signature or token has been checked.
 *
 * @param temporary whether the credentials came from STS or IAM Identity Center
 * @param region the region the request was signed for
 */
record Caller(String arn, String userId, boolean temporary, String region) {
    /** The account of the examples in AWS's documentation. */
    static final String ACCOUNT = "123456789012";
}
