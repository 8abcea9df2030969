package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.time.Instant;

/** The formats of {@code whoami}. */
public enum WhoamiFormat {
    TABLE,
    JSON;

    /**
     * Writes the whole.
     *
     * @param now what times to come are counted from
     */
    public void write(WhoamiReport whoami, Instant now, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> WhoamiTable.write(whoami, now, out);
            case JSON -> out.append(Json.pretty(WhoamiJson.of(whoami))).append('\n');
        }
    }
}
