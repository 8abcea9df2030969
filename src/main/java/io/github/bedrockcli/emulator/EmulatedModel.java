package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One family's InvokeModel body and replies, as the service has them. */
interface EmulatedModel {
    /** What the base ids it stands for begin with. */
    List<String> prefixes();

    /**
     * Checks a body as the service does, and answers it.
     *
     * @throws ServiceError when the service would refuse it
     */
    Invocation accept(CatalogueModel model, JsonNode body);

    /** Whether it reasons though nobody asked for it. */
    default boolean alwaysReasons() {
        return false;
    }

    /** Whether Converse takes it. */
    default boolean converses() {
        return true;
    }

    /** What Converse's {@code additionalModelRequestFields} may hold; empty where no source says. */
    default Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.empty();
    }
}
