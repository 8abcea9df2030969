package io.github.bedrockcli.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one model, from several questions of which each may have stayed without an answer.
 *
 * @param region whose lists were asked
 * @param base the foundation model below; the id itself where that is one; null where none is known
 * @param details of the foundation model; with a reason too where only the list's row could be had
 * @param own what the id is where it is no foundation model's: a profile, a custom model, ...
 * @param architecture of an imported model, in the service's own words
 * @param routes the profiles that lead to the model
 * @param successor the newest active model of its line, where there is a newer one
 * @param verdict what the statuses of access come to
 * @param offers on what terms a third-party model is to be had
 * @param parameters null where the id does not tell how the model is asked
 */
public record ModelReport(
        ModelId id,
        String region,
        @Nullable String base,
        Told<ModelDetails> details,
        Told<ModelSummary> own,
        @Nullable String architecture,
        Told<List<Route>> routes,
        Told<ModelSummary> successor,
        Told<ModelAvailability> access,
        @Nullable Access verdict,
        Told<List<AgreementOffer>> offers,
        @Nullable ParameterSheet parameters) {

    /**
     * A profile, and where it leads.
     *
     * @param regions sorted; those that are named
     * @param everywhere whether it names its model without a region too, as a global one does
     * @param models the ARNs it routes to
     */
    public record Route(
            ModelSummary.Kind kind,
            String id,
            @Nullable String name,
            List<String> regions,
            boolean everywhere,
            List<String> models) {
        public Route {
            regions = List.copyOf(regions);
            models = List.copyOf(models);
        }
    }

    public ModelReport withParameters(@Nullable ParameterSheet sheet) {
        return new ModelReport(
                id, region, base, details, own, architecture, routes, successor, access, verdict, offers, sheet);
    }
}
