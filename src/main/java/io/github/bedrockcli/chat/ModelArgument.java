package io.github.bedrockcli.chat;

import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is typed after {@code /model}: an id, and the same options that choose the way to it on the command line. */
final class ModelArgument {
    private ModelArgument() {}

    /**
     * @param before the API choice that holds unless another is typed
     * @param names tells which model is meant
     */
    static ModelTarget parse(String typed, ApiChoice before, Function<String, ModelId> names) {
        Iterator<String> words = List.of(typed.split("\\s+")).iterator();
        String name = words.next();
        ApiChoice api = before;
        String family = null;
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--family" -> family = value(option, words);
                case "--api" -> api = api(value(option, words));
                default ->
                    throw new UsageException(
                            "/model takes one id, then --family NAME or --api API, not '" + option + "'");
            }
        }
        return new ModelTarget(names.apply(name), api, family);
    }

    /** Such as {@code amazon.nova-lite-v1:0 (nova, invoke)}. */
    static String describe(Setup setup) {
        TextRequest request = setup.request();
        String family = request.codec().name();
        String api = request.api().wireName();
        return "model: " + setup.model() + " (" + (family.equals(api) ? api : family + ", " + api) + ")";
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new UsageException(option + " takes a value");
        }
        return words.next();
    }

    private static ApiChoice api(String word) {
        return Arrays.stream(ApiChoice.values())
                .filter(choice -> choice.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("--api is one of "
                        + Arrays.stream(ApiChoice.values())
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
    }
}
