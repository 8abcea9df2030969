package io.github.bedrockcli.emulator;

import java.util.List;
import java.util.Optional;

/** The families that the emulator imitates on InvokeModel. A new one is one line here. */
final class EmulatedModels {
    private static final List<EmulatedModel> ALL = List.of(
            new EmulatedClaude(),
            new EmulatedNova(),
            new EmulatedTitanText(),
            new EmulatedLlama(),
            new EmulatedTitanEmbed(),
            new EmulatedTitanMultimodal(),
            new EmulatedCohereEmbed(),
            new EmulatedNovaEmbed(),
            new EmulatedMarengo(),
            new EmulatedRerank());

    private EmulatedModels() {}

    static Optional<EmulatedModel> find(String baseId) {
        return ALL.stream()
                .filter(model -> model.prefixes().stream().anyMatch(baseId::startsWith))
                .findFirst();
    }
}
