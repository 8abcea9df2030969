package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the emulator does wrong on purpose, so that scripts can be tried against a misbehaving Bedrock. A request meets the
 * first fault that is for it; the others count it as well.
 */
public final class Faults {
    private final List<Fault> faults;

    private Faults(List<Fault> faults) {
        this.faults = faults;
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults(List.of());
    }

    /**
     * The faults that {@code --fault} names, such as {@code throttle:3} or {@code early-eof,after=1,rate=0.1}.
     *
     * @throws UsageException for a specification that is none
     */
    public static Faults parse(List<String> specifications) {
        return new Faults(
                specifications.stream().map(text -> new FaultSpec(text).fault()).toList());
    }

    /** A line for each fault: how it is written, and what it does. */
    public static List<Line> names() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> new Line(kind.syntax(), kind.meaning()))
                .toList();
    }

    /** A line for each key that may stand behind a name. */
    public static List<Line> keys() {
        return Arrays.stream(FaultKey.values())
                .map(key -> new Line(key.syntax(), key.meaning()))
                .toList();
    }

    /**
     * A name or a key as help and documents show it.
     *
     * @param syntax such as {@code http:STATUS} or {@code after=N}
     * @param meaning in brackets what holds without it
     */
    public record Line(String syntax, String meaning) {}

    /**
     * Answers a request with the fault that is for it.
     *
     * @param answer what it is answered without
     * @return false when no fault is for it, and nothing was done
     */
    boolean answer(LoggedExchange exchange, Delivery delivery, Supplier<Response> answer) throws IOException {
        if (faults.isEmpty()) {
            return false;
        }
        Request request = exchange.request();
        Optional<ApiOperation> operation = ApiOperation.of(request);
        if (operation.isEmpty()) {
            return false;
        }
        Fault fault = met(operation.get(), ApiOperation.named(request));
        if (fault == null) {
            return false;
        }
        exchange.note("fault " + fault.text());
        fault.effect().play(new Encounter(operation.get(), exchange, delivery, answer));
        return true;
    }

    private synchronized @Nullable Fault met(ApiOperation operation, String named) {
        Fault first = null;
        for (Fault fault : faults) {
            if (fault.selection().due(operation, named) && first == null) {
                first = fault;
                fault.selection().spend();
            }
        }
        return first;
    }
}
