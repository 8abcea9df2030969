package io.github.bedrockcli.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one model, and how it is asked: what {@code bedrock params} shows.
 *
 * @param model the id or ARN as given; null for any model of the family
 * @param base the model id behind an ARN that hides it; null where the id tells
 * @param family the family that handles it; null where none does
 * @param api the API whose parameters these are: {@code invoke}, {@code converse} or {@code async}
 * @param otherApi the other API that the model can be asked through; null where there is none
 * @param streams whether it can be asked for a stream
 * @param tasks what the model can do, in the vendor's words; empty where there is no choice
 * @param open whether names without a row are taken too
 */
public record ParameterSheet(
        @Nullable String model,
        @Nullable String base,
        @Nullable FamilyIds family,
        String api,
        @Nullable String otherApi,
        boolean streams,
        List<String> tasks,
        boolean open,
        List<Row> rows) {
    public ParameterSheet {
        tasks = List.copyOf(tasks);
        rows = List.copyOf(rows);
    }

    /**
     * One parameter.
     *
     * @param tasks the tasks that take it with these limits; empty for all that there are
     */
    public record Row(Parameter parameter, List<String> tasks) {
        public Row {
            tasks = List.copyOf(tasks);
        }
    }
}
