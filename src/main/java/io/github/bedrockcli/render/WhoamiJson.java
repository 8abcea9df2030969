package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.SettingSource;
import org.jspecify.annotations.Nullable;

/** The caller as one JSON object: every member always there, null where it is not known. */
final class WhoamiJson {
    private WhoamiJson() {}

    static ObjectNode of(WhoamiReport whoami) {
        CredentialReport report = whoami.report();
        SessionKeys keys = whoami.keys();
        ObjectNode tree = Json.object();
        tree.put("account", whoami.account());
        tree.put("arn", whoami.caller() == null ? null : whoami.caller().arn());
        tree.put("user_id", whoami.caller() == null ? null : whoami.caller().userId());
        add(tree, "region", report.region());
        add(tree, "profile", report.profile());
        CredentialCandidate winner = report.winner().orElse(null);
        ObjectNode credentials = tree.putObject("credentials");
        credentials.put("kind", winner == null ? null : winner.kind());
        credentials.put("what", winner == null ? null : winner.what());
        credentials.set("source", winner == null ? null : source(winner.source()));
        credentials.put("access_key", keys == null ? null : keys.key());
        credentials.put("temporary", keys == null ? null : keys.temporary());
        credentials.put(
                "expires",
                keys == null || keys.expires() == null ? null : keys.expires().toString());
        ArrayNode chain = tree.putArray("chain");
        report.steps()
                .forEach(step -> chain.addObject()
                        .put("kind", step.kind())
                        .put("what", step.what())
                        .put("mfa_serial", step.mfa())
                        .set("source", source(step.source())));
        ArrayNode others = tree.putArray("not_used");
        report.candidates().stream()
                .filter(one -> !one.won())
                .forEach(one -> others.addObject()
                        .put("kind", one.kind())
                        .put("what", one.what())
                        .put("access_key", one.key())
                        .put("why", one.lost())
                        .set("source", source(one.source())));
        ArrayNode settings = tree.putArray("settings");
        report.settings()
                .forEach(setting -> settings.addObject()
                        .put("name", setting.name())
                        .put("value", setting.value())
                        .set("source", source(setting.source())));
        tree.put("problem", whoami.problem());
        return tree;
    }

    private static void add(ObjectNode tree, String name, @Nullable Setting setting) {
        tree.put(name, setting == null ? null : setting.value());
        tree.set(name + "_source", setting == null ? null : source(setting.source()));
    }

    private static ObjectNode source(SettingSource source) {
        return Json.object()
                .put("kind", source.kind().wireName())
                .put("name", source.name())
                .put("section", source.section())
                .put("file", source.file())
                .put("line", source.line() == 0 ? null : (Integer) source.line());
    }
}
