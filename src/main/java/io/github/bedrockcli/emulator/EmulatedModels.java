package io.github.bedrockcli.emulator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The families that the emulator imitates on InvokeModel. A new one is one line here. */
final class EmulatedModels {
    private static final List<EmulatedModel> ALL = List.of(
            new EmulatedClaude(),
            new EmulatedClaudeText(),
            new EmulatedNova(),
            new EmulatedTitanText(),
            new EmulatedLlama(),
            new EmulatedJurassic2(),
            new EmulatedJamba(),
            new EmulatedCohereCommand(),
            new EmulatedCohereCommandR(),
            new EmulatedMistralText(),
            EmulatedChat.of(ChatCompletion.Style.MISTRAL, "mistral.mistral-large-24", "mistral.pixtral-"),
            EmulatedChat.of(ChatCompletion.Style.GPT_OSS, "openai.gpt-oss-"),
            EmulatedChat.of(ChatCompletion.Style.PALMYRA, "writer.palmyra-"),
            EmulatedChat.ofTheRest(),
            new EmulatedDeepSeekR1(),
            new EmulatedPegasus(),
            new EmulatedTitanEmbed(),
            new EmulatedTitanMultimodal(),
            new EmulatedCohereEmbed(),
            new EmulatedNovaEmbed(),
            new EmulatedMarengo(),
            new EmulatedRerank(),
            EmulatedAmazonImage.titan(),
            EmulatedAmazonImage.canvas(),
            new EmulatedSdxl(),
            new EmulatedStability());

    private EmulatedModels() {}

    /** The one with the longest prefix that the id has. */
    static Optional<EmulatedModel> find(String baseId) {
        return ALL.stream()
                .filter(model -> longestPrefix(model, baseId) > 0)
                .max(Comparator.comparingInt(model -> longestPrefix(model, baseId)));
    }

    private static int longestPrefix(EmulatedModel model, String baseId) {
        return model.prefixes().stream()
                .filter(baseId::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
