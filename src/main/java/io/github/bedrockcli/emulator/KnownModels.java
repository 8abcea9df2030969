package io.github.bedrockcli.emulator;

import java.util.List;
import java.util.stream.Stream;

/** The ids of models and inference profiles that the program has heard of, from the emulator's catalogue. */
public final class KnownModels {
    private KnownModels() {}

    /** Those that a model can be called by without provisioned throughput: its own and its profiles' of all geographies. */
    public static List<String> ids() {
        return Catalogue.load().all().stream()
                .filter(model -> !model.retired() && !model.needsThroughput())
                .flatMap(KnownModels::ids)
                .sorted()
                .distinct()
                .toList();
    }

    private static Stream<String> ids(CatalogueModel model) {
        return Stream.concat(
                Stream.of(model.id()), model.profiles().stream().map(geography -> geography + "." + model.id()));
    }
}
