package io.github.bedrockcli.cli;

import java.util.List;

/**
 * One command as the fault matrix runs it.
 *
 * @param args its arguments, without those of a format
 * @param input its standard input; null for none
 * @param selection what is added to a fault, so that it is for the requests of this command
 * @param formats the options of each output format; {@code --out} for a file
 */
record FaultCommand(String name, List<String> args, String input, String selection, List<String> formats) {
    private static final String PROMPT = "one two three four five six";

    /** What stands in the path of the requests that count; what is asked beside them to explain a failure does not. */
    String path() {
        return name.equals("list-models") ? "/foundation-models " : "/model/";
    }

    /** In the order of the table's columns. */
    static List<FaultCommand> all() {
        return List.of(
                new FaultCommand("invoke", List.of("invoke", PROMPT), null, "", List.of("text", "json", "--out")),
                new FaultCommand("invoke raw", List.of("invoke", PROMPT), null, "", List.of("raw")),
                new FaultCommand(
                        "stream",
                        List.of("stream", PROMPT),
                        null,
                        "",
                        List.of("text", "events", "json", "raw", "--out")),
                new FaultCommand(
                        "embed",
                        List.of("embed", "--concurrency", "1", "one", "two", "three"),
                        null,
                        "",
                        List.of("vector", "jsonl", "csv", "--out")),
                new FaultCommand(
                        "rerank",
                        List.of("rerank", "--document", "a", "--document", "b", "q"),
                        null,
                        "",
                        List.of("text", "json", "jsonl")),
                new FaultCommand(
                        "list-models",
                        List.of("list-models"),
                        null,
                        ",on=ListFoundationModels",
                        List.of("table", "ids", "json", "jsonl", "csv")),
                new FaultCommand("chat", List.of("chat"), "one two\nthree four\n", "", List.of("text")));
    }
}
