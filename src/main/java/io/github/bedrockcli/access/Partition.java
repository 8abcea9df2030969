package io.github.bedrockcli.access;

import java.util.Set;

/** What follows from a region's name: its partition, its console, and whether an account has it unasked. */
final class Partition {
    /**
     * Regions that every account has; the later ones are to be enabled.
     *
     * <p>Source: AWS Account Management, "Enable or disable AWS Regions in your account": those before March 20, 2019.
     */
    private static final Set<String> ALWAYS_ENABLED = Set.of(
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    private Partition() {}

    /** The second word of ARNs. Source: the partitions file of the AWS SDKs. */
    static String of(String region) {
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("eusc-")) {
            return "aws-eusc";
        }
        if (region.startsWith("us-isob-")) {
            return "aws-iso-b";
        }
        return region.startsWith("us-iso-") ? "aws-iso" : "aws";
    }

    /** Whether an account has to enable the region before it can be used. */
    static boolean optIn(String region) {
        return of(region).equals("aws") && !ALWAYS_ENABLED.contains(region);
    }

    /** A page of the Bedrock console in the region. */
    static String console(String region, String page) {
        String domain = switch (of(region)) {
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            case "aws-cn" -> "console.amazonaws.cn";
            default -> "console.aws.amazon.com";
        };
        return "https://" + region + "." + domain + "/bedrock/home?region=" + region + "#/" + page;
    }
}
