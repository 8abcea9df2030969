package io.github.bedrockcli.emulator;

import java.util.List;
import java.util.Optional;

/** The families that the emulator takes for asynchronous invocations. A new one is one line here. */
final class EmulatedAsyncModels {
    private static final List<EmulatedAsyncModel> ALL =
            List.of(new EmulatedNovaReel(), new EmulatedLumaRay(), new EmulatedMarengoAsync());

    private EmulatedAsyncModels() {}

    static Optional<EmulatedAsyncModel> find(String baseId) {
        return ALL.stream()
                .filter(model -> model.prefixes().stream().anyMatch(baseId::startsWith))
                .findFirst();
    }
}
