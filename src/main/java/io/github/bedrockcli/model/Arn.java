package io.github.bedrockcli.model;

import java.util.Optional;

/**
 * An ARN taken apart: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}. Region and account are empty where it names none.
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;

    /** Empty when the text is no ARN. */
    public static Optional<Arn> of(String text) {
        String[] parts = text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** The region that an ARN names; empty when it names none, or is none. */
    public static Optional<String> regionOf(String text) {
        return of(text).map(Arn::region).filter(region -> !region.isEmpty());
    }
}
