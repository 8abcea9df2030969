package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelReport;
import io.github.bedrockcli.model.ModelReport.Route;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ParameterSheet;
import io.github.bedrockcli.model.Told;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of one model for people: a fact a row, fitted to a width; what could not be told says why. */
final class ReportTable {
    private static final int LABEL = 12;

    /** Narrower than this a value is not broken: the terminal does it. */
    private static final int LEAST_VALUE = 24;

    private final WrappedTable table;
    private final List<List<String>> rows = new ArrayList<>();

    ReportTable(int limit) {
        this.table = new WrappedTable(LABEL, Math.max(LEAST_VALUE, limit - LABEL - 2));
    }

    void write(ModelReport report, Appendable out) throws IOException {
        identity(report);
        ModelDetails details = report.details().value();
        if (details != null) {
            abilities(details.model());
            lifecycle(report, details);
        } else {
            unknown("details", report.details());
        }
        access(report);
        profiles(report);
        offers(report);
        parameters(report);
        for (List<String> row : rows) {
            table.write(row, out);
        }
    }

    private void identity(ModelReport report) {
        ModelSummary own = report.own().value();
        ModelDetails details = report.details().value();
        ModelSummary base = details == null ? null : details.model();
        row("model", report.id().value());
        ModelSummary named = own == null ? base : own;
        if (named != null && named.name() != null) {
            row("name", named.name());
        }
        row("kind", ReportJson.kind(report.id().kind()).replace('_', ' '));
        unknown("details", report.own());
        if (own != null && own.lifecycle() != null) {
            row("status", word(own.lifecycle()));
        }
        if (report.architecture() != null) {
            row("architecture", report.architecture());
        }
        String below = report.base();
        if (below != null && report.id().kind() != ModelId.Kind.FOUNDATION_MODEL) {
            row("base model", below);
        } else if (below == null && own != null) {
            own.models().forEach(model -> row("made of", model));
        }
        if (base != null && base.provider() != null) {
            row("provider", base.provider());
        }
        row("region", report.region());
    }

    private void abilities(ModelSummary model) {
        row("input", words(model.inputModalities()));
        row("output", words(model.outputModalities()));
        row("streaming", model.streaming() == null ? "-" : model.streaming() ? "yes" : "no");
        row("throughput", words(model.inferenceTypes()));
        row("customizable", model.customizations().isEmpty() ? "no" : words(model.customizations()));
    }

    private void lifecycle(ModelReport report, ModelDetails details) {
        ModelSummary model = details.model();
        List<String> parts = new ArrayList<>();
        parts.add(model.lifecycle() == null ? "-" : word(model.lifecycle()));
        date(parts, "start", details.startOfLife());
        date(parts, "legacy", details.legacy());
        date(parts, "public extended access", details.publicExtendedAccess());
        date(parts, "end of life", model.endOfLife());
        row("lifecycle", String.join("; ", parts));
        if (report.details().why() != null) {
            row("", "dates: could not tell: " + report.details().why());
        }
        boolean leaving = !"ACTIVE".equals(model.lifecycle()) || model.endOfLife() != null || details.legacy() != null;
        ModelSummary successor = report.successor().value();
        String label = leaving ? "replacement" : "newer";
        if (successor != null) {
            row(label, successor.id() + (successor.name() == null ? "" : " (" + successor.name() + ")"));
        } else if (leaving) {
            row(label, report.successor().why() == null ? "none of its line is listed" : why(report.successor()));
        }
    }

    private static void date(List<String> parts, String what, @Nullable Instant when) {
        if (when != null) {
            parts.add(what + " " + when.atZone(ZoneOffset.UTC).toLocalDate());
        }
    }

    private void access(ModelReport report) {
        unknown("access", report.access());
        ModelAvailability access = report.access().value();
        Access verdict = report.verdict();
        if (access == null || verdict == null) {
            return;
        }
        row("access", verdict.toString());
        row("", "authorization  " + status(access.authorization()));
        row("", "entitlement    " + status(access.entitlement()));
        row("", "agreement      " + status(access.agreement()));
        row("", "region         " + status(access.region()));
    }

    private static String status(@Nullable String service) {
        return service == null ? "not told" : service.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void profiles(ModelReport report) {
        unknown("profiles", report.routes());
        List<Route> routes = report.routes().value();
        if (routes == null) {
            return;
        }
        if (routes.isEmpty()) {
            row("profiles", "none");
        }
        String label = "profiles";
        for (Route route : routes) {
            row(label, route.id());
            row("", "  " + regions(route));
            label = "";
        }
    }

    private static String regions(Route route) {
        List<String> regions = new ArrayList<>(route.regions());
        if (route.everywhere()) {
            regions.add(regions.isEmpty() ? "any region" : "any other region");
        }
        return regions.isEmpty() ? "no region is named" : String.join(", ", regions);
    }

    private void offers(ModelReport report) {
        unknown("agreement", report.offers());
        List<AgreementOffer> offers = report.offers().value();
        if (offers == null) {
            return;
        }
        if (offers.isEmpty()) {
            row("agreement", "no offer is listed");
        }
        for (AgreementOffer offer : offers) {
            row("agreement", "offer " + (offer.id() == null ? "-" : offer.id()));
            offer.prices().forEach(price -> row("", "  " + price(price)));
            part("duration", offer.duration());
            part("refunds", offer.refundPolicy());
            part("licence", offer.legalUrl());
        }
    }

    private void part(String name, @Nullable String value) {
        if (value != null) {
            row("", "  " + name + " " + value);
        }
    }

    /** The dimension is a code; the description says the same in words, where there is one. */
    private static String price(AgreementOffer.Price price) {
        String what = price.description() != null ? price.description() : price.dimension();
        return (price.price() == null ? "-" : "USD " + price.price())
                + (price.unit() == null ? "" : " per " + price.unit())
                + (what == null ? "" : ": " + what);
    }

    private void parameters(ModelReport report) {
        ParameterSheet sheet = report.parameters();
        if (sheet == null) {
            row("family", "not known; name it with --family where you call the model");
            return;
        }
        FamilyIds family = sheet.family();
        row(
                "family",
                family == null
                        ? "none that is known; Converse is used"
                        : family.name() + ", gives " + family.gives() + "; ask it with " + family.command());
        String names = names(sheet);
        row("parameters", names.isEmpty() ? "none" : names);
        if (!names.isEmpty()) {
            row("", "bedrock params " + report.id());
        }
    }

    /** Without the members of an object that is named itself. */
    private static String names(ParameterSheet sheet) {
        Set<String> names = new LinkedHashSet<>();
        sheet.rows().forEach(row -> names.add(row.parameter().name()));
        return names.stream()
                .filter(name -> !name.contains(".") || !names.contains(name.substring(0, name.indexOf('.'))))
                .collect(Collectors.joining(", "));
    }

    private void unknown(String label, Told<?> told) {
        if (told.value() == null && told.why() != null) {
            row(label, why(told));
        }
    }

    private static String why(Told<?> told) {
        return "could not tell: " + told.why();
    }

    /** Control characters, which could rewrite a terminal, become spaces. */
    private void row(String label, String value) {
        // A table keeps the lines of its first column, and nothing at all has none.
        rows.add(List.of(label.isEmpty() ? " " : label, value.replaceAll("\\p{Cntrl}", " ")));
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "-" : words.stream().map(ReportTable::word).collect(Collectors.joining(", "));
    }

    /** {@code InService} reads {@code in-service}, {@code INFERENCE_PROFILE} as the list of models has it. */
    private static String word(String service) {
        return service.equals("INFERENCE_PROFILE")
                ? "profile"
                : service.replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }
}
