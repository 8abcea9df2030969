package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a run says which way it was started. */
final class StartUpPathTest {
    @Test
    void anArchiveInUseIsNamed() {
        assertThat(StartUpPath.described("calls.aot", "mixed mode, sharing")).isEqualTo("AOT cache calls.aot");
        assertThat(StartUpPath.described("bedrock.jsa", "mixed mode, emulated-client, sharing"))
                .isEqualTo("CDS archive bedrock.jsa");
    }

    @Test
    void anArchiveThatWasPassedOverIsNotTakenForOneInUse() {
        assertThat(StartUpPath.described("calls.aot", "mixed mode"))
                .isEqualTo("calls.aot does not fit this Java or this folder: it is slower to start");
    }

    @Test
    void withoutAnArchiveTheJdksOwnDoesNotCount() {
        assertThat(StartUpPath.described("plain", "mixed mode, sharing"))
                .isEqualTo("no archive of classes: it is slower to start");
        assertThat(StartUpPath.described("", "mixed mode, sharing"))
                .isEqualTo("without the launcher, so without an archive of classes");
    }
}
