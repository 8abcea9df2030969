package io.github.bedrockcli.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** An option or argument with a value: the last word says of which kind, and which field gets it. */
final class Declaration {
    private final String label;
    private final String[] description;
    private final Consumer<Declaration> whenComplete;
    private @Nullable String standing;
    private @Nullable Iterable<String> words;
    private @Nullable String alone;
    private boolean separated;
    private Class<?> type = String.class;
    private Class<?>[] parts = {};
    private ITypeConverter<?>[] converters = {};
    private Binding<?> binding = new Binding<>(value -> {});

    Declaration(String label, String[] description, Consumer<Declaration> whenComplete) {
        this.label = label;
        this.description = description;
        this.whenComplete = whenComplete;
    }

    /** @param value what holds when nothing is given, as it would be typed */
    Declaration byDefault(String value) {
        standing = value;
        return this;
    }

    /** @param value what the option means without a value, as it would be typed */
    Declaration alone(String value) {
        alone = value;
        return this;
    }

    /** @param names what shells may offer, and <code>${COMPLETION-CANDIDATES}</code> in the description is */
    Declaration suggesting(Iterable<String> names) {
        words = names;
        return this;
    }

    /** Several values in one, parted by commas. */
    Declaration separated() {
        separated = true;
        return this;
    }

    void text(Consumer<String> field) {
        complete(field);
    }

    /** Repeatable. */
    void texts(Consumer<List<String>> field) {
        many(List.class, String.class);
        complete(field);
    }

    /** {@code NAME=VALUE}, repeatable. */
    void pairs(Consumer<Map<String, String>> field) {
        many(Map.class, String.class, String.class);
        complete(field);
    }

    void path(Consumer<Path> field) {
        one(Path.class, Values::path);
        complete(field);
    }

    void whole(Consumer<Integer> field) {
        one(Integer.class, Values::whole);
        complete(field);
    }

    void number(Consumer<BigDecimal> field) {
        one(BigDecimal.class, Values::number);
        complete(field);
    }

    void seconds(Consumer<Seconds> field) {
        one(Seconds.class, Values::seconds);
        complete(field);
    }

    /** One of these words, in any case. */
    <E extends Enum<E>> void word(E[] known, Consumer<E> field) {
        suggest(known);
        one(known[0].getDeclaringClass(), text -> Values.word(known, text));
        complete(field);
    }

    /** Any of these words, in any case; repeatable. */
    <E extends Enum<E>> void words(E[] known, Consumer<List<E>> field) {
        suggest(known);
        many(List.class, known[0].getDeclaringClass());
        converters = new ITypeConverter<?>[] {text -> Values.word(known, text)};
        complete(field);
    }

    OptionSpec.Builder option(String[] names) {
        OptionSpec.Builder option = OptionSpec.builder(names)
                .paramLabel(label)
                .description(description)
                .hasInitialValue(false)
                .type(type)
                .auxiliaryTypes(parts)
                .converters(converters)
                .completionCandidates(words)
                .defaultValue(standing)
                .getter(binding)
                .setter(binding);
        if (alone != null) {
            option.arity("0..1").fallbackValue(alone);
        }
        return separated ? option.splitRegex(",").hideParamSyntax(true) : option;
    }

    /** Arguments have no defaults. */
    PositionalParamSpec argument(String arity) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .description(description)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .hasInitialValue(false)
                .type(type)
                .auxiliaryTypes(parts)
                .converters(converters)
                .completionCandidates(words)
                .getter(binding)
                .setter(binding)
                .build();
    }

    private void one(Class<?> kind, ITypeConverter<?> converter) {
        type = kind;
        converters = new ITypeConverter<?>[] {converter};
    }

    private void many(Class<?> kind, Class<?>... of) {
        type = kind;
        parts = of;
    }

    private <E extends Enum<E>> void suggest(E[] known) {
        words = () -> {
            List<String> names = new ArrayList<>();
            for (E word : known) {
                names.add(word.toString());
            }
            return names.iterator();
        };
    }

    private <T> void complete(Consumer<T> field) {
        binding = new Binding<>(field);
        whenComplete.accept(this);
    }
}
