package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Finding;
import io.github.bedrockcli.model.Finding.State;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.List;

/** The findings of a check-up: a row each as they come, or one object of them all. */
public final class FindingFormat {
    private static final int STATE = State.COULD_NOT_TELL.words().length();
    private static final int STEP = "bedrock-runtime".length();

    /** Narrower than this a text is not broken: the terminal does it. */
    private static final int LEAST_TEXT = 30;

    private FindingFormat() {}

    /** @param width columns of the terminal; {@link Integer#MAX_VALUE} for no limit */
    public static void row(Finding finding, int width, Appendable out) throws IOException {
        int room = Math.max(LEAST_TEXT, width - STATE - STEP - 4);
        new WrappedTable(STATE, STEP, room)
                .write(List.of(finding.state().words(), finding.step(), shown(finding.text())), out);
        String fix = finding.fix();
        if (fix != null) {
            // Not broken: it is there to be copied.
            out.append(" ".repeat(STATE + 2)).append("fix: ").append(shown(fix)).append('\n');
        }
    }

    public static ObjectNode json(Finding finding) {
        return Json.object()
                .put("step", finding.step())
                .put("state", finding.state().wireName())
                .put("text", finding.text())
                .put("fix", finding.fix());
    }

    /** What was checked, whether all is well, and every step. */
    public static ObjectNode json(String model, String region, List<Finding> findings) {
        ObjectNode json = Json.object();
        json.put("model", model);
        json.put("region", region.isEmpty() ? null : region);
        json.put("ok", findings.stream().noneMatch(finding -> finding.state() == State.PROBLEM));
        ArrayNode steps = json.putArray("steps");
        findings.forEach(finding -> steps.add(json(finding)));
        return json;
    }

    /** Control characters, which could rewrite a terminal, become spaces. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
