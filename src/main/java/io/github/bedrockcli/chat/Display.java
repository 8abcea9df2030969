package io.github.bedrockcli.chat;

import java.io.OutputStream;

/**
 * Where a chat's text is seen.
 *
 * @param out the answers
 * @param outTerminal whether {@code out} is a terminal, where control characters would act
 * @param errTerminal whether what stands in the margin is seen on a terminal
 * @param styled whether text in the margin may be dimmed
 */
public record Display(OutputStream out, boolean outTerminal, boolean errTerminal, boolean styled) {}
