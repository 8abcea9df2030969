package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ExplainingBedrock;
import io.github.bedrockcli.access.ModelCache;
import io.github.bedrockcli.access.RememberingBedrock;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.Renewal;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What every command that calls AWS has: the shared options, the process, and a way to open Bedrock. */
abstract class BaseCommand implements DeclaredCommand {
    private final ConnectionOptions connection = new ConnectionOptions();
    private @Nullable CommandSpec spec;

    private final Io io;
    private final BedrockOpener opener;

    BaseCommand(Io io, BedrockOpener opener) {
        this.io = io;
        this.opener = opener;
    }

    @Override
    public void declare(Declarations command) {
        Declarations shared = command.shared();
        shared.help();
        connection.declare(shared);
        spec = command.spec();
    }

    /** Runs the command; failures are thrown and become error lines and an exit code in one place, {@link Errors}. */
    abstract ExitCode execute() throws Exception;

    @Override
    public final Integer call() throws Exception {
        return execute().code();
    }

    /** As it was declared. */
    final CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    final Io io() {
        return io;
    }

    final ConnectionOptions connection() {
        return connection;
    }

    /** What was typed for this run. */
    final Typed typed() {
        return new Typed(spec().commandLine().getParseResult());
    }

    final Notes notes() {
        return connection.notes(io);
    }

    /** Opens Bedrock as the shared options say; the caller closes it. */
    final Bedrock openBedrock() {
        return openBedrock(null);
    }

    /** Opens Bedrock for calls to models, whose ids may be resolved; the caller closes it. */
    final Bedrock openResolving(ResolveOptions resolve) {
        return explained(connection(null), bedrock -> resolve.around(bedrock, notes()));
    }

    /** @param region the region to go to, or null for that of the shared options */
    final Bedrock openBedrock(@Nullable String region) {
        return explained(connection(region), bedrock -> bedrock);
    }

    private Connection connection(@Nullable String region) {
        Connection shared = connection.connection(io, typed());
        return region == null ? shared : shared.inRegion(region);
    }

    /** Failures are explained last: what is mended on the way needs no explanation. */
    private Bedrock explained(Connection where, UnaryOperator<Bedrock> way) {
        return new ExplainingBedrock(way.apply(remembering(where)), cause -> Renewal.of(where, cause));
    }

    /** Lists are kept as they came from the service; what the emulator lists of itself is not. */
    private Bedrock remembering(Connection where) {
        Bedrock opened = opener.open(where);
        return where.offline()
                ? opened
                : ModelCache.of(io.environment(), io.stopping())
                        .<Bedrock>map(cache -> new RememberingBedrock(opened, cache))
                        .orElse(opened);
    }
}
