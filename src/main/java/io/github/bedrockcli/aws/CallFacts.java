package io.github.bedrockcli.aws;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * What the retries of a call have to know of it, and the SDK does not tell them: noted as the call begins, and taken by
 * them on the same thread.
 */
final class CallFacts implements ExecutionInterceptor {
    /** Goes with a call that is made again. */
    static final ExecutionAttribute<Earlier> EARLIER = new ExecutionAttribute<>("EarlierAttempts");

    private static final Facts NOTHING = new Facts("", Earlier.NONE);

    private final Function<Named, String> naming;
    private final ThreadLocal<@Nullable Facts> begun = new ThreadLocal<>();

    /** @param name said before the reason of a retry; empty where it is plain what is retried */
    record Facts(String name, Earlier earlier) {}

    /** @param type of what is listed, where the operation lists several; empty for others */
    private record Named(String operation, String type) {}

    private CallFacts(Function<Named, String> naming) {
        this.naming = naming;
    }

    /** For calls that go by one name, which may be empty. */
    static CallFacts named(String name) {
        return new CallFacts(call -> name);
    }

    /** For calls of which several are made at once. */
    static CallFacts byOperation() {
        return new CallFacts(call -> call.operation() + (call.type().isEmpty() ? "" : " " + call.type()));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Earlier earlier = attributes.getAttribute(EARLIER);
        Named call = new Named(
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)),
                context.request().getValueForField("typeEquals", String.class).orElse(""));
        begun.set(new Facts(naming.apply(call), earlier == null ? Earlier.NONE : earlier));
    }

    /** Those of the call that begins on this thread. */
    Facts take() {
        Facts facts = begun.get();
        begun.remove();
        return facts == null ? NOTHING : facts;
    }
}
