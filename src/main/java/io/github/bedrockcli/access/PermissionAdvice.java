package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.Refusal;
import io.github.bedrockcli.aws.Refusal.Policy;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who has to change which policy, and how: the smallest statement where an allow is missing, and never one where a deny
 * stands.
 *
 * <p>Source: IAM user guide, "Troubleshoot access denied error messages" and "Policy evaluation logic"; 2026-11.
 */
final class PermissionAdvice {
    /**
     * A role that IAM Identity Center made of a permission set, and that nobody else may change. Source: its user guide,
     * "Referencing permission sets in resource policies": {@code AWSReservedSSO_NAME_SUFFIX}, sixteen hexadecimal digits.
     */
    private static final Pattern PERMISSION_SET = Pattern.compile("AWSReservedSSO_(.+?)(?:_[0-9a-f]{16})?");

    private static final String DENIED =
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";
    private static final String PROFILES =
            "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html";
    /** Actions on a model: what they are refused on is one of several ARNs that they need. */
    private static final Set<String> OF_MODELS = Set.of("bedrock:invokemodel", "bedrock:invokemodelwithresponsestream");

    private final Bedrock bedrock;
    private final Asking asking;

    PermissionAdvice(Bedrock bedrock, Asking asking) {
        this.bedrock = bedrock;
        this.asking = asking;
    }

    /** No policy of some sort allows it. */
    Advice notAllowed(Refusal refusal, RefusedCall call) {
        String action = action(refusal, call);
        NavigableSet<String> resources = resources(refusal, call, action);
        Policy policy = refusal.policy() == null ? Policy.IDENTITY : refusal.policy();
        String who = who(refusal);
        String what = Json.line(
                policy == Policy.ENDPOINT
                        ? ModelPolicy.statement(List.of(action), resources).put("Principal", "*")
                        : ModelPolicy.statement(List.of(action), resources));
        String fix = switch (policy) {
            case IDENTITY -> "add to the policies of " + who + ": " + what;
            case BOUNDARY -> "whoever set the permissions boundary of " + who + " must add to it: " + what;
            case SESSION -> "assume the role without a session policy, or with one that has: " + what;
            case SERVICE_CONTROL ->
                "the administrator of the AWS organization must allow in its service control policies: " + what;
            case RESOURCE_CONTROL ->
                "the administrator of the AWS organization must allow in its resource control policies: " + what;
            case ENDPOINT -> "whoever owns the VPC endpoint must add to its policy: " + what;
            case RESOURCE ->
                "the owner of " + first(resources) + " must allow " + action + " to " + who
                        + " in its resource-based policy";
            case TRUST -> "the role's trust policy must allow " + action + " to " + who;
        };
        String why =
                refusal.policy() == null ? "nothing allows " + action : "no " + policy.words() + " allows " + action;
        return new Advice(why, fix, resources.size() > 1 ? PROFILES : null);
    }

    /** A policy denies it: an allow would change nothing. */
    Advice denied(Refusal refusal, RefusedCall call) {
        String action = action(refusal, call);
        String on = refusal.resource() == null ? "" : " on " + refusal.resource();
        String named = refusal.policyArn() == null ? "" : " (" + refusal.policyArn() + ")";
        Policy policy = refusal.policy();
        String what = " the Deny of " + action + on;
        String fix = policy == null
                ? "an administrator must find and lift" + what + ": an Allow does not outweigh it"
                : switch (policy) {
                    case SERVICE_CONTROL, RESOURCE_CONTROL ->
                        "only the administrator of the AWS organization can change the " + policy.words() + named
                                + ": ask for an exception to" + what + elsewhere(refusal, call);
                    case IDENTITY ->
                        "an administrator of the account must take" + what + " out of the policies of " + who(refusal)
                                + named + ": an Allow does not outweigh it";
                    case BOUNDARY ->
                        "whoever set the permissions boundary of " + who(refusal) + named + " must take" + what
                                + " out of it";
                    case SESSION -> "assume the role with a session policy without" + what;
                    case ENDPOINT -> "whoever owns the VPC endpoint must take" + what + " out of its policy";
                    case RESOURCE -> "the owner of the resource must take" + what + " out of its policy" + named;
                    case TRUST -> "whoever owns the role must take" + what + " out of its trust policy";
                };
        String why =
                (policy == null ? "a policy" : article(policy) + policy.words()) + " denies " + action + " explicitly";
        return new Advice(why, fix, DENIED);
    }

    /** The right to subscribe in AWS Marketplace, which the first call to a model takes. */
    Advice marketplace(Refusal refusal, RefusedCall call, String why) {
        String statement = Json.line(ModelPolicy.statement(
                List.of("aws-marketplace:Subscribe", "aws-marketplace:ViewSubscriptions"), List.of("*")));
        return new Advice(
                why,
                "have someone with these rights call " + call.modelName() + " once, or add to the policies of "
                        + who(refusal) + ": " + statement + "; then wait two minutes",
                "https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html");
    }

    private static String action(Refusal refusal, RefusedCall call) {
        return refusal.action() == null ? call.action() : refusal.action();
    }

    /** For a model all that it needs, whatever the refusal stopped at; for anything else what it was refused on. */
    private NavigableSet<String> resources(Refusal refusal, RefusedCall call, String action) {
        NavigableSet<String> resources = new TreeSet<>();
        ModelId model = call.model();
        boolean ofModels = OF_MODELS.contains(action.toLowerCase(java.util.Locale.ROOT));
        if (ofModels && model != null) {
            resources.addAll(modelResources(refusal, model));
        }
        if (refusal.resource() != null && !refusal.resource().equals("*")) {
            resources.add(refusal.resource());
        }
        if (resources.isEmpty()) {
            resources.add("*");
        }
        return resources;
    }

    private Collection<String> modelResources(Refusal refusal, ModelId model) {
        return asking.ask(() -> {
                    PolicyResources needed = new PolicyResources(bedrock, null, () -> account(refusal), note -> {});
                    needed.add(model);
                    return needed.all();
                })
                .orElseGet(TreeSet::new);
    }

    private Optional<String> account(Refusal refusal) {
        return refusal.account().or(() -> {
            try {
                CallerIdentity caller = bedrock.identity().caller();
                return Optional.of(caller.account());
            } catch (BedrockException e) {
                return Optional.empty();
            }
        });
    }

    /** A profile may lead where a policy lets nothing go: then one that stays is of use. */
    private String elsewhere(Refusal refusal, RefusedCall call) {
        String denied = refusal.resource();
        ModelId model = call.model();
        if (denied == null || model == null || model.kind() != ModelId.Kind.INFERENCE_PROFILE) {
            return "";
        }
        boolean global = model.geography().filter("global"::equals).isPresent();
        if (global) {
            return asking.ask(() -> new ProfileChoice(new RegionModels(bedrock), false)
                            .of(model.base().orElse(""))
                            .map(chosen -> chosen.id().value())
                            .orElse(null))
                    .map(id -> "; -m " + id + " stays in its geography")
                    .orElse("; a profile of your own geography routes to fewer regions");
        }
        return Arn.regionOf(denied)
                .filter(there -> !there.equals(asking.ask(bedrock::region).orElse(there)))
                .map(there -> "; the profile routes to " + there + " too, and needs all of its regions")
                .orElse("");
    }

    /** Who called, as an administrator knows it: the role or the user. */
    private static String who(Refusal refusal) {
        return name(refusal.principal());
    }

    private static String name(@Nullable String principal) {
        if (principal == null) {
            return "the caller";
        }
        String[] parts = Arn.of(principal).map(Arn::resource).orElse(principal).split("/", -1);
        if (parts[0].equals("assumed-role") && parts.length > 1) {
            Matcher set = PERMISSION_SET.matcher(parts[1]);
            return set.matches() ? "permission set " + set.group(1) + " in IAM Identity Center" : "role " + parts[1];
        }
        return parts[0].equals("user") ? "user " + parts[parts.length - 1] : principal;
    }

    private static String first(NavigableSet<String> resources) {
        return resources.first().equals("*") ? "the resource" : resources.first();
    }

    private static String article(Policy policy) {
        return policy == Policy.IDENTITY ? "an " : "a ";
    }
}
