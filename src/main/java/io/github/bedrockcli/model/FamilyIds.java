package io.github.bedrockcli.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A family and the ids it handles.
 *
 * @param gives what its models give, such as {@code text}
 * @param command the command that asks them, such as {@code bedrock invoke}
 * @param prefixes what its ids begin with
 * @param except what an id may hold that makes it another family's
 */
public record FamilyIds(String name, String gives, String command, List<String> prefixes, List<String> except) {
    public FamilyIds {
        prefixes = List.copyOf(prefixes);
        except = List.copyOf(except);
    }

    /** Such as {@code amazon.nova-* but not *-canvas*, *embed*}. */
    public String pattern() {
        String handled = prefixes.stream().map(prefix -> prefix + "*").collect(Collectors.joining(", "));
        if (except.isEmpty()) {
            return handled;
        }
        return handled + " but not "
                + except.stream()
                        .map(part -> prefixes.stream().anyMatch(part::startsWith) ? part + "*" : "*" + part + "*")
                        .collect(Collectors.joining(", "));
    }
}
