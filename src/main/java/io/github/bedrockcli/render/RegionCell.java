package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.Json;
import org.jspecify.annotations.Nullable;

/**
 * A row in one of several regions.
 *
 * @param listed whether the region has it; null where that could not be told
 * @param access whether it can be called there; null where that was not asked
 */
public record RegionCell(
        String region, @Nullable Boolean listed, @Nullable Access access) {

    /** {@code yes no unknown} where access was asked for, else {@code listed no unknown}. */
    String word() {
        if (access != null) {
            return access.verdict().word();
        }
        return listed == null ? "unknown" : listed ? "listed" : "no";
    }

    /** The same with what else is known, such as why. */
    ObjectNode json() {
        ObjectNode cell = Json.object();
        cell.put("listed", listed);
        if (access != null) {
            cell.put("access", access.verdict().word());
            cell.put("access_reason", access.reason());
        }
        return cell;
    }
}
