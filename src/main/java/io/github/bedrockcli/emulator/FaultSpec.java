package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One {@code --fault NAME[:ARGUMENT][,KEY=VALUE]...}, taken apart; what is wrong with it is a usage error. */
final class FaultSpec {
    private static final long DEFAULT_SEED = 1;
    private static final long LONGEST_PAUSE = 3_600_000;
    private static final long LONGEST_DELAY = 86_400;

    private final String text;
    private final FaultKind kind;
    private final String argument;
    private final Map<FaultKey, String> options = new EnumMap<>(FaultKey.class);

    FaultSpec(String text) {
        this.text = text;
        String[] parts = text.split(",", -1);
        int colon = parts[0].indexOf(':');
        kind = kind(colon < 0 ? parts[0] : parts[0].substring(0, colon));
        argument = colon < 0 ? "" : parts[0].substring(colon + 1);
        for (String option : Arrays.asList(parts).subList(1, parts.length)) {
            add(option);
        }
        if (argument.isEmpty() && (colon >= 0 || kind.needsArgument())) {
            throw wrong("needs " + kind.argument() + " behind its name: " + kind.syntax());
        }
        if (!argument.isEmpty() && kind.argument().isEmpty()) {
            throw wrong("takes nothing behind its name, but ',KEY=VALUE'");
        }
        if (options.containsKey(FaultKey.AT) && !kind.hasPlace()) {
            throw wrong("has no place inside a reply: leave at= out");
        }
        if (options.containsKey(FaultKey.RETRY_AFTER) && !kind.refuses()) {
            throw wrong("takes no retry-after=, as it is no refusal");
        }
    }

    Fault fault() {
        Predicate<ApiOperation> operations = operations();
        Fault.Effect effect = kind.effect(this);
        double rate = rate();
        long times = kind == FaultKind.THROTTLE && !argument.isEmpty()
                ? number("", argument, 1, Long.MAX_VALUE)
                : option(FaultKey.TIMES, 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        if (!argument.isEmpty() && kind == FaultKind.THROTTLE && options.containsKey(FaultKey.TIMES)) {
            throw wrong("says twice how often: leave times= out");
        }
        FaultSelection selection = new FaultSelection(
                operations,
                new Wildcard(options.getOrDefault(FaultKey.MODEL, "*")),
                option(FaultKey.AFTER, 0, Long.MAX_VALUE).orElse(0),
                times,
                rate,
                option(FaultKey.SEED, Long.MIN_VALUE, Long.MAX_VALUE).orElse(DEFAULT_SEED));
        return new Fault(text, selection, effect);
    }

    /** What stands behind the name, or a default. */
    String word(String byDefault) {
        return argument.isEmpty() ? byDefault : argument;
    }

    /** The same, which must be one of a few words. */
    String word(String byDefault, Collection<String> known) {
        String word = word(byDefault);
        if (!known.contains(word)) {
            throw wrong(
                    "takes one of " + String.join(", ", known) + ", not '" + word + "'",
                    Spelling.nearest(word, known)
                            .map(near -> "did you mean " + kind.word() + ":" + near + "?")
                            .orElse(null));
        }
        return word;
    }

    /** An error code of the services that are meant. */
    String code() {
        Set<ApiOperation.Service> services = ApiOperation.values().stream()
                .filter(operations())
                .map(ApiOperation::service)
                .collect(Collectors.toSet());
        return word("", FaultErrors.codes(services));
    }

    /** A code that no table has to know. */
    String freeWord(String byDefault) {
        String word = word(byDefault);
        if (!word.matches("[A-Za-z0-9._-]{1,100}")) {
            throw wrong("takes letters, digits and ._- behind its name, not '" + word + "'");
        }
        return word;
    }

    int status(int byDefault) {
        return argument.isEmpty() ? byDefault : (int) number("", argument, 200, 599);
    }

    Duration pause() {
        return Duration.ofMillis(number("", argument, 0, LONGEST_PAUSE));
    }

    /** Bytes, with K, M or G for powers of 1024; or a default where there is no argument. */
    long bytes(long byDefault) {
        if (argument.isEmpty()) {
            return byDefault;
        }
        String digits = argument.replaceFirst("[kKmMgG]$", "");
        int unit = argument.length() == digits.length()
                ? 0
                : 1 + "KMG".indexOf(argument.substring(digits.length()).toUpperCase(Locale.ROOT));
        return number("", digits, 1, 1L << 30) << (10 * unit);
    }

    /** An address of http or https. */
    String address() {
        try {
            String scheme = new URI(argument).getScheme();
            if (scheme != null && scheme.matches("https?")) {
                return argument;
            }
        } catch (URISyntaxException e) {
            throw wrong("is not an address: " + e.getMessage());
        }
        throw wrong("needs an address that begins with http:// or https://, not '" + argument + "'");
    }

    /** Where inside a reply. */
    Place place() {
        return new Place(option(FaultKey.AT, 0, Long.MAX_VALUE));
    }

    /** When a client is told to come again; {@code +S} says it as a date. */
    RefusalFaults.@Nullable RetryAfter retryAfter() {
        String value = options.get(FaultKey.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        boolean dated = value.startsWith("+");
        long seconds = number("retry-after=", dated ? value.substring(1) : value, 0, LONGEST_DELAY);
        return new RefusalFaults.RetryAfter(Duration.ofSeconds(seconds), dated);
    }

    private Predicate<ApiOperation> operations() {
        String on = options.get(FaultKey.ON);
        if (on == null) {
            return operation -> operation.invokes() && kind.reaches(operation);
        }
        Wildcard pattern = new Wildcard(on);
        List<String> titles =
                ApiOperation.values().stream().map(ApiOperation::title).toList();
        if (titles.stream().noneMatch(pattern::fits)) {
            throw wrong(
                    "takes for on= an operation of the emulator, which are " + String.join(", ", titles) + ", not '"
                            + on + "'",
                    Spelling.nearest(on, titles)
                            .map(near -> "did you mean on=" + near + "?")
                            .orElse(null));
        }
        Predicate<ApiOperation> meant = operation -> pattern.fits(operation.title()) && kind.reaches(operation);
        if (ApiOperation.values().stream().noneMatch(meant)) {
            throw wrong("is not for " + on + " but for "
                    + ApiOperation.values().stream()
                            .filter(kind::reaches)
                            .map(ApiOperation::title)
                            .collect(Collectors.joining(", ")));
        }
        return meant;
    }

    private double rate() {
        String value = options.getOrDefault(FaultKey.RATE, "1");
        try {
            double rate = new BigDecimal(value).doubleValue();
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Said below, with the value.
        }
        throw wrong("takes for rate= a probability from 0 to 1, not '" + value + "'");
    }

    private OptionalLong option(FaultKey key, long least, long most) {
        String value = options.get(key);
        return value == null ? OptionalLong.empty() : OptionalLong.of(number(key.word() + "=", value, least, most));
    }

    private long number(String what, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the value.
        }
        String range = most == Long.MAX_VALUE
                ? least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least
                : least + ".." + most;
        throw wrong("takes " + (what.isEmpty() ? "" : "for " + what + " ") + range + ", not '" + value + "'");
    }

    private void add(String option) {
        int equals = option.indexOf('=');
        String word = equals < 0 ? option : option.substring(0, equals);
        FaultKey key = equals < 0 ? null : FaultKey.named(word).orElse(null);
        if (key == null) {
            throw wrong(
                    "takes " + String.join("=, ", FaultKey.words()) + "=, not '" + option + "'",
                    Spelling.nearest(word, FaultKey.words())
                            .map(near -> "did you mean " + near + "=?")
                            .orElse(null));
        }
        if (options.put(key, option.substring(equals + 1)) != null) {
            throw wrong("has " + word + "= twice");
        }
    }

    private static FaultKind kind(String name) {
        List<String> names =
                Arrays.stream(FaultKind.values()).map(FaultKind::word).toList();
        return FaultKind.named(name)
                .orElseThrow(() -> new UsageException(
                        "there is no fault '" + name + "'; there are " + String.join(", ", names),
                        Spelling.nearest(name, names)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("bedrock emulator --help says what each one does")));
    }

    private UsageException wrong(String what) {
        return wrong(what, null);
    }

    private UsageException wrong(String what, @Nullable String fix) {
        return new UsageException("--fault " + text + ": " + kind.word() + " " + what, fix);
    }
}
