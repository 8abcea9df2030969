package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Knobs;
import java.util.function.Consumer;

/**
 * What the command line said once for the whole chat.
 *
 * @param validate whether local checks apply
 * @param stream whether answers are streamed where the model can
 * @param usage whether tokens and times are shown after each answer
 * @param edits changes made to every request body before it is sent
 * @param maxBody most bytes of a request body
 */
public record ChatOptions(
        Knobs knobs, boolean validate, boolean stream, boolean usage, Consumer<ObjectNode> edits, int maxBody) {}
