package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.List;

/** The formats of a list of asynchronous invocations. */
public enum JobFormat {
    TABLE,
    IDS,
    JSON,
    JSONL;

    /**
     * Writes the whole list.
     *
     * @param width columns of the terminal that a table is fitted to; {@link Integer#MAX_VALUE} for no limit
     */
    public void write(List<AsyncJob> jobs, int width, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> JobTable.write(jobs, width, out);
            case IDS -> {
                for (AsyncJob job : jobs) {
                    out.append(job.arn()).append('\n');
                }
            }
            case JSON -> {
                ArrayNode list = Json.array();
                jobs.forEach(job -> list.add(JobJson.of(job)));
                out.append(jobs.isEmpty() ? "[]" : Json.pretty(list)).append('\n');
            }
            case JSONL -> {
                for (AsyncJob job : jobs) {
                    out.append(Json.line(JobJson.of(job))).append('\n');
                }
            }
        }
    }
}
