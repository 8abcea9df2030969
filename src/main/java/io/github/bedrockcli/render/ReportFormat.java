package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelReport;
import java.io.IOException;

/** The formats of what is known of one model. */
public enum ReportFormat {
    TABLE,
    JSON;

    /**
     * Writes the whole report.
     *
     * @param width columns of the terminal that a table is fitted to; {@link Integer#MAX_VALUE} for no limit
     */
    public void write(ModelReport report, int width, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> new ReportTable(width).write(report, out);
            case JSON -> out.append(Json.pretty(ReportJson.of(report))).append('\n');
        }
    }
}
