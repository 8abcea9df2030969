package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.render.ModelRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one region.
 *
 * @param rows in the order shown, with access where it was asked
 * @param listed what the rows were made of
 * @param access by id, of the rows and of what is required
 * @param unlisted what is required and stands in a list that may not be seen
 */
record RegionList(
        String region,
        List<ModelRow> rows,
        ModelListings.Listed listed,
        Map<String, Access> access,
        List<ModelSummary> unlisted) {

    /** The row that meets a requirement, shown or not. */
    Optional<ModelSummary> find(Required required) {
        return listed.all().stream().filter(required::isMetBy).findFirst();
    }

    /** Why a list could not be seen; null when it could. */
    @Nullable
    BedrockException missing(Listing listing) {
        return listed.missing().get(listing);
    }
}
