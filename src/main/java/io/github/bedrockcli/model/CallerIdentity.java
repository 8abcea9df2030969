package io.github.bedrockcli.model;

/**
 * Who the calls come from, as STS GetCallerIdentity says.
 *
 * @param account twelve digits
 * @param arn of the user, or of the session of an assumed role
 */
public record CallerIdentity(String account, String arn, String userId) {}
