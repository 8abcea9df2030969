package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.OwnFiles;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ids of each region's models and inference profiles as they were last listed, for shells to complete: a text file for
 * each list, an id a line, below {@code $XDG_CACHE_HOME/bedrock-cli/models} (else {@code ~/.cache}). Only what AWS offers
 * everybody is kept: what an account made has its number in the ARN, and is of no use to the next account.
 */
public final class ModelCache {
    /** A list that AWS gives has some hundreds. */
    private static final int MOST = 5000;

    /** Characters of an id. */
    private static final int LONGEST = 200;

    /** Of a model that has to be bought to be called, and is called by another id then. */
    private static final List<String> PROVISIONED = List.of("PROVISIONED");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    /** What has to be there already: something is wrong with a home that is not. */
    private final Path home;

    private final Path folder;
    private final Stopping stopping;

    private ModelCache(Path home, Path base, Stopping stopping) {
        this.home = home;
        this.folder = base.resolve("bedrock-cli").resolve("models");
        this.stopping = stopping;
    }

    /** Empty where the environment names no home. */
    public static Optional<ModelCache> of(Map<String, String> environment, Stopping stopping) {
        try {
            Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
            if (cache.isAbsolute()) {
                return Optional.of(new ModelCache(cache.getRoot(), cache, stopping));
            }
            Path home = Path.of(environment.getOrDefault("HOME", ""));
            return home.isAbsolute()
                    ? Optional.of(new ModelCache(home, home.resolve(".cache"), stopping))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Keeps the foundation models that a region has listed, all of them. */
    void models(String region, List<ModelSummary> models) {
        keep(region, "models", Kind.FOUNDATION_MODEL, models);
    }

    /** Keeps the system-defined profiles among those that a region has listed. */
    void profiles(String region, List<ModelSummary> profiles) {
        keep(region, "profiles", Kind.SYSTEM_PROFILE, profiles);
    }

    /** A list that cannot be kept is nobody's trouble: the next one may be. */
    private void keep(String region, String ending, Kind kind, List<ModelSummary> rows) {
        if (!REGION.matcher(region).matches()) {
            return;
        }
        byte[] lines = rows.stream()
                .filter(row -> row.kind() == kind && !row.inferenceTypes().equals(PROVISIONED))
                .filter(row -> isId(row.id()))
                .map(row -> row.id() + "\n")
                .limit(MOST)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        try {
            write(folder.resolve(region + "." + ending), lines);
        } catch (IOException | RuntimeException e) {
            // Said nowhere: what was asked for is the list, and that is there.
        }
    }

    /**
     * Whether something is an id and, since it begins with a letter or a digit, no option: nothing else is written, so that
     * no shell can be made to take it for more than a word.
     */
    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && "._:/-".indexOf(text.charAt(0)) < 0
                && ModelId.isAllowed(text);
    }

    /** A list that is as it was is left alone, which is quicker and the rule. */
    private void write(Path file, byte[] lines) throws IOException {
        if (holds(file, lines)) {
            return;
        }
        if (!Files.isDirectory(home)) {
            throw new NoSuchFileException(home.toString());
        }
        OwnFiles.makeFolders(home, Objects.requireNonNull(file.getParent(), "a cache is in a folder"));
        stopping.whole(() -> {
            OwnFiles.replace(file, lines);
            return file;
        });
    }

    private static boolean holds(Path file, byte[] lines) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(lines.length + 1), lines);
        }
    }
}
