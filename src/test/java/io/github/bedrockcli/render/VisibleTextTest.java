package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTextTest {
    @Test
    void noControlCharacterIsLeftButLineEndsAndTabs() {
        StringBuilder all = new StringBuilder();
        for (char character = 0; character < 0x2000; character++) {
            all.append(character);
        }

        String visible = new VisibleText().next(all.toString());

        assertThat(visible.codePoints().filter(Character::isISOControl)).containsOnly((int) '\n', (int) '\t');
    }

    @Test
    void ordinaryTextOfEveryScriptIsUnchanged() {
        String text = "Grüße, 日本語, עברית, 👩‍👩‍👧, a\u0301\n\tend";

        assertThat(new VisibleText().next(text)).isEqualTo(text);
    }

    @Test
    void aWindowsLineEndCutInTwoPiecesIsStillALineEnd() {
        VisibleText visible = new VisibleText();

        assertThat(visible.next("one\r") + visible.next("\ntwo\r") + visible.next("three"))
                .isEqualTo("one\ntwo\u240Dthree");
    }
}
