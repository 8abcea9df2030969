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
            new EmulatedMistralText(),
            EmulatedChat.of(ChatCompletion.Style.MISTRAL, "mistral.mistral-large-24", "mistral.pixtral-"),
            EmulatedChat.of(ChatCompletion.Style.GPT_OSS, "openai.gpt-oss-"),
            EmulatedChat.of(ChatCompletion.Style.PALMYRA, "writer.palmyra-"),
            EmulatedChat.ofTheRest(),
            new EmulatedDeepSeekR1(),
            new EmulatedPegasus(),
            new EmulatedTitanEmbed(),
            new EmulatedCohereEmbed());

    private EmulatedModels() {}

    static Optional<EmulatedModel> find(String baseId) {
        return ALL.stream()
                .filter(model -> model.prefixes().stream().anyMatch(baseId::startsWith))
                .findFirst();
    }
}
