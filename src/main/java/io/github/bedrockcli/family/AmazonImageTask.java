package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Parameter;
import java.util.List;

/**
 * One of the tasks of Titan Image Generator and Nova Canvas, which share the form of their bodies.
 *
 * @param name the word for {@code taskType}
 * @param object the member that holds what is the task's own
 * @param text whether the prompt is needed, welcome or refused
 * @param pictures where the pictures of {@code --image} go
 * @param mask whether there is a part to change, told by exactly one of {@code maskPrompt} and {@code maskImage}
 * @param rows the task's parameters
 */
record AmazonImageTask(String name, String object, Text text, Pictures pictures, boolean mask, List<Parameter> rows) {
    /** What is thought of a prompt. */
    enum Text {
        NEEDED,
        WELCOME,
        REFUSED
    }

    /**
     * Where pictures go.
     *
     * @param fields the member of each, in the order given; a single one may hold a list
     * @param list whether the only member is a list
     * @param fewest how many there must be; those that parameters may bring are not counted
     * @param most how many there may be
     */
    record Pictures(List<String> fields, boolean list, int fewest, int most) {
        static final Pictures NONE = new Pictures(List.of(), false, 0, 0);

        /** One that must be there. */
        static Pictures one(String field) {
            return new Pictures(List.of(field), false, 1, 1);
        }

        /** As many as there are members, or fewer: they may come as parameters too. */
        static Pictures upTo(String... fields) {
            return new Pictures(List.of(fields), false, 0, fields.length);
        }

        static Pictures listOf(String field, int most) {
            return new Pictures(List.of(field), true, 1, most);
        }
    }

    AmazonImageTask {
        rows = List.copyOf(rows);
    }

    boolean has(String parameter) {
        return rows.stream().anyMatch(row -> row.name().equals(parameter));
    }
}
