package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterSheet;
import io.github.bedrockcli.model.ParameterSheet.Row;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of a model's parameters. */
final class ParameterSheets {
    private final Function<String, ModelId> names;
    private final Function<ModelId, BaseModel> ask;

    /**
     * @param names tells which model is meant
     * @param ask tells what is behind an ARN that hides its model
     */
    ParameterSheets(Function<String, ModelId> names, Function<ModelId, BaseModel> ask) {
        this.names = names;
        this.ask = ask;
    }

    /** Every family, in the order of the list. */
    static List<FamilyIds> families() {
        return Families.all().stream().map(ParameterSheets::ids).toList();
    }

    /**
     * The sheet of a model.
     *
     * @param model an id, an ARN or a family's name; null for any model of the family
     * @param familyName what {@code --family} says, or null to tell it from the model
     * @throws UsageException when there is no such family, or no such API for it
     */
    ParameterSheet of(@Nullable String model, @Nullable String familyName, ApiChoice api) {
        boolean isFamily = model != null
                && familyName == null
                && Families.names(Family.class).contains(model);
        String name = isFamily ? model : familyName;
        ModelId typed = model == null || isFamily ? ModelId.unnamed() : names.apply(model);
        ModelTarget target = new ModelTarget(typed, api, name).located(ask);
        String told = target.family();
        Optional<Family> family =
                told == null ? Families.of(target.id()) : Optional.of(Families.named(told, Family.class));
        String shown = model == null || isFamily ? null : typed.value();
        String base = typed.hidesItsModel() ? target.id().base().orElse(null) : null;
        return family.isEmpty() || family.get() instanceof TextFamily
                ? text(target, family, shown, base)
                : other(target, family.get(), shown, base);
    }

    private static ParameterSheet text(
            ModelTarget target, Optional<Family> family, @Nullable String model, @Nullable String base) {
        TextRequest request = target.request();
        ParameterTable table = request.parameters();
        return new ParameterSheet(
                model,
                base,
                family.map(ParameterSheets::ids).orElse(null),
                request.api().wireName(),
                family.isPresent() ? (request.api() == Api.INVOKE ? Api.CONVERSE : Api.INVOKE).wireName() : null,
                request.codec().streams(request.id()),
                List.of(),
                table.isOpen(),
                table.all().stream().map(row -> new Row(row, List.of())).toList());
    }

    /** A family that Converse cannot be asked. */
    private static ParameterSheet other(
            ModelTarget target, Family family, @Nullable String model, @Nullable String base) {
        if (target.api() == ApiChoice.CONVERSE) {
            throw new UsageException(
                    "Converse is for text models; the family " + family.name() + " gives " + family.gives(),
                    "leave --api out");
        }
        ModelId id = target.id();
        boolean async = family instanceof AsyncFamily later && later.asyncOnly(id);
        List<String> tasks = tasks(family, id);
        return new ParameterSheet(
                model,
                base,
                ids(family),
                async ? "async" : Api.INVOKE.wireName(),
                null,
                false,
                tasks.size() < 2 ? List.of() : tasks,
                false,
                rows(tasks.isEmpty() ? List.of("") : tasks, task -> table(family, id, task)));
    }

    private static List<String> tasks(Family family, ModelId id) {
        if (family instanceof ImageFamily images) {
            return images.tasks(id);
        }
        return family instanceof AsyncFamily later ? later.tasks(id) : List.of();
    }

    private static ParameterTable table(Family family, ModelId id, String task) {
        if (family instanceof ImageFamily images) {
            return images.parameters(id, task);
        }
        return family instanceof AsyncFamily later ? later.parameters(id, task) : family.parameters(id);
    }

    /** Each parameter once, with the tasks that take it, or none where all do. */
    private static List<Row> rows(List<String> tasks, Function<String, ParameterTable> tables) {
        Map<Parameter, List<String>> takers = new LinkedHashMap<>();
        for (String task : tasks) {
            for (Parameter row : tables.apply(task).all()) {
                takers.computeIfAbsent(row, key -> new ArrayList<>()).add(task);
            }
        }
        List<Row> rows = new ArrayList<>();
        takers.forEach((row, takenBy) -> rows.add(new Row(row, takenBy.size() == tasks.size() ? List.of() : takenBy)));
        return rows;
    }

    private static FamilyIds ids(Family family) {
        return new FamilyIds(family.name(), family.gives(), family.askedWith(), family.prefixes(), family.except());
    }
}
