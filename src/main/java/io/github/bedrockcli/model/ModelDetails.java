package io.github.bedrockcli.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One foundation model as GetFoundationModel tells of it: the list's row, and the dates of its life that the row lacks.
 *
 * @param startOfLife since when it is to be had
 * @param legacy since when, or from when on, it is legacy
 * @param publicExtendedAccess from when on it is in public extended access
 */
public record ModelDetails(
        ModelSummary model,
        @Nullable Instant startOfLife,
        @Nullable Instant legacy,
        @Nullable Instant publicExtendedAccess) {}
