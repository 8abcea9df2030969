package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One family's input in asynchronous invocations, as the service has it. */
interface EmulatedAsyncModel {
    /** What the base ids it stands for begin with. */
    List<String> prefixes();

    /**
     * Checks an input as the service does.
     *
     * @throws ServiceError when the service would refuse it
     */
    void check(CatalogueModel model, JsonNode input);
}
