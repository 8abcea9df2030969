package io.github.bedrockcli.emulator;

import java.util.List;

/**
 * The words in which the front of an AWS service tells that a member does not fit its service model, before any model
 * sees the request. The form is common to the services that are built on Coral, Bedrock among them.
 */
final class Constraint {
    private Constraint() {}

    static ServiceError enumeration(String member, String value, List<String> allowed) {
        return of(member, value, "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
    }

    static ServiceError atLeast(String member, String value, String low) {
        return of(member, value, "Member must have value greater than or equal to " + low);
    }

    static ServiceError atMost(String member, String value, String high) {
        return of(member, value, "Member must have value less than or equal to " + high);
    }

    static ServiceError pattern(String member, String value, String pattern) {
        return of(member, value, "Member must satisfy regular expression pattern: " + pattern);
    }

    static ServiceError longest(String member, String value, int length) {
        return of(member, value, "Member must have length less than or equal to " + length);
    }

    static ServiceError shortest(String member, String value, int length) {
        return of(member, value, "Member must have length greater than or equal to " + length);
    }

    static ServiceError missing(String member) {
        return ServiceError.validation("1 validation error detected: Value at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    private static ServiceError of(String member, String value, String rule) {
        return ServiceError.validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }
}
