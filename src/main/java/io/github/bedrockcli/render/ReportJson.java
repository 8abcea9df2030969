package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelReport;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Told;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model as JSON: every member is there, null where nothing was told; {@code could_not_tell} names
 * each part that is missing, with the reason.
 */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(ModelReport report) {
        ModelSummary own = report.own().value();
        ModelDetails details = report.details().value();
        ModelSummary base = details == null ? null : details.model();
        ModelSummary named = own == null ? base : own;
        ObjectNode json = Json.object();
        json.put("model", report.id().value());
        json.put("kind", kind(report.id().kind()));
        json.put("region", report.region());
        json.put("base_model", report.base());
        json.put("arn", named == null ? null : named.arn());
        json.put("name", named == null ? null : named.name());
        json.put("provider", base == null ? null : base.provider());
        json.put("status", own == null ? null : own.lifecycle());
        json.put("architecture", report.architecture());
        put(json, "models", own == null ? List.of() : own.models());
        put(json, "input_modalities", base == null ? List.of() : base.inputModalities());
        put(json, "output_modalities", base == null ? List.of() : base.outputModalities());
        json.put("streaming", base == null ? null : base.streaming());
        put(json, "inference_types", base == null ? List.of() : base.inferenceTypes());
        put(json, "customizations", base == null ? List.of() : base.customizations());
        json.set("lifecycle", lifecycle(details, report.successor().value()));
        json.set("profiles", profiles(report));
        putAccess(json, report);
        json.set("agreement_offers", offers(report.offers().value()));
        json.set("parameters", report.parameters() == null ? null : SheetJson.of(report.parameters()));
        json.set("could_not_tell", missing(report));
        return json;
    }

    /** {@code foundation_model}, {@code inference_profile}, ... */
    static String kind(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable ObjectNode lifecycle(@Nullable ModelDetails details, @Nullable ModelSummary successor) {
        if (details == null) {
            return null;
        }
        return Json.object()
                .put("status", details.model().lifecycle())
                .put("start", text(details.startOfLife()))
                .put("legacy", text(details.legacy()))
                .put("public_extended_access", text(details.publicExtendedAccess()))
                .put("end_of_life", text(details.model().endOfLife()))
                .put("replacement", successor == null ? null : successor.id());
    }

    private static @Nullable ArrayNode profiles(ModelReport report) {
        List<ModelReport.Route> routes = report.routes().value();
        if (routes == null) {
            return null;
        }
        ArrayNode list = Json.array();
        for (ModelReport.Route route : routes) {
            ObjectNode json = list.addObject();
            json.put("id", route.id());
            json.put("kind", kind(route.kind()));
            json.put("name", route.name());
            put(json, "regions", route.regions());
            json.put("everywhere", route.everywhere());
            put(json, "models", route.models());
        }
        return list;
    }

    /** Under the names that a row of the list of models has. */
    private static void putAccess(ObjectNode json, ModelReport report) {
        ModelAvailability access = report.access().value();
        Access verdict = report.verdict();
        json.put("access", verdict == null ? null : verdict.verdict().word());
        json.put("access_reason", verdict == null ? null : verdict.reason());
        json.put("authorization", access == null ? null : access.authorization());
        json.put("entitlement", access == null ? null : access.entitlement());
        json.put("agreement", access == null ? null : access.agreement());
        json.put("agreement_error", access == null ? null : access.agreementError());
        json.put("region_availability", access == null ? null : access.region());
    }

    private static @Nullable ArrayNode offers(@Nullable List<AgreementOffer> offers) {
        if (offers == null) {
            return null;
        }
        ArrayNode list = Json.array();
        for (AgreementOffer offer : offers) {
            ObjectNode json = list.addObject();
            json.put("id", offer.id());
            ArrayNode prices = json.putArray("prices");
            for (AgreementOffer.Price price : offer.prices()) {
                prices.addObject()
                        .put("dimension", price.dimension())
                        .put("price", price.price())
                        .put("unit", price.unit())
                        .put("description", price.description());
            }
            json.put("legal_url", offer.legalUrl());
            json.put("refund_policy", offer.refundPolicy());
            json.put("duration", offer.duration());
        }
        return list;
    }

    private static ObjectNode missing(ModelReport report) {
        ObjectNode json = Json.object();
        missing(json, "model", report.own());
        missing(json, report.details().value() == null ? "details" : "lifecycle", report.details());
        missing(json, "profiles", report.routes());
        missing(json, "replacement", report.successor());
        missing(json, "access", report.access());
        missing(json, "agreement_offers", report.offers());
        return json;
    }

    private static void missing(ObjectNode json, String part, Told<?> told) {
        if (told.why() != null) {
            json.put(part, told.why());
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static void put(ObjectNode json, String name, List<String> words) {
        words.forEach(json.putArray(name)::add);
    }
}
