package io.github.bedrockcli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MultiLineTest {
    @Test
    void aBlockIsOpenUntilItsSecondFence() {
        assertThat(MultiLine.isOpen("\"\"\"")).isTrue();
        assertThat(MultiLine.isOpen("  \"\"\"one")).isTrue();
        assertThat(MultiLine.isOpen("\"\"\"one\ntwo")).isTrue();
        assertThat(MultiLine.isOpen("\"\"\"one\ntwo\"\"\" ")).isFalse();
        assertThat(MultiLine.isOpen("\"\"\"\"\"\"")).isFalse();
    }

    @Test
    void fencesInsideATextAreText() {
        assertThat(MultiLine.isOpen("what does \"\"\" mean?")).isFalse();
        assertThat(MultiLine.isBlock("what does \"\"\"")).isFalse();
    }

    @Test
    void theContentStandsBetweenTheFencesWithoutTheLineEndsNextToThem() {
        assertThat(MultiLine.content("\"\"\"\n  one\n\ntwo\n\"\"\"")).isEqualTo("  one\n\ntwo");
        assertThat(MultiLine.content("\"\"\"one\"\"\"")).isEqualTo("one");
        assertThat(MultiLine.content("\"\"\"\n\"\"\"")).isEmpty();
        assertThat(MultiLine.content("\"\"\"\"\"\"")).isEmpty();
    }
}
