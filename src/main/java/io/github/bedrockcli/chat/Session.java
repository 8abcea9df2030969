package io.github.bedrockcli.chat;

import org.jspecify.annotations.Nullable;

/** What changes while a chat goes on: the conversation, the last answer, whether to leave and with which code. */
final class Session {
    private Conversation conversation;
    private @Nullable Answer lastAnswer;
    private boolean over;
    private int exitCode;

    Session(Conversation conversation) {
        this.conversation = conversation;
    }

    Conversation conversation() {
        return conversation;
    }

    void conversation(Conversation next) {
        conversation = next;
    }

    /** The answer of the last turn that was asked, whatever came of it; null before the first. */
    @Nullable
    Answer lastAnswer() {
        return lastAnswer;
    }

    void lastAnswer(Answer answer) {
        lastAnswer = answer;
    }

    boolean over() {
        return over;
    }

    void leave() {
        over = true;
    }

    /** The code of the last turn or command that failed; 0 when none did. */
    int exitCode() {
        return exitCode;
    }

    void failed(int code) {
        exitCode = code;
    }
}
