package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes what the parser asks for. Its own factory looks for Groovy first, which opens every jar of the class path. */
final class Instances implements IFactory {
    static final IFactory FACTORY = new Instances();

    static {
        // Each parser would look for these, some of which are on no class path of ours. Declarations name the
        // converters of all values.
        System.setProperty("picocli.converters.excludes", "java\\..+");
        System.setProperty("picocli.disable.closures", "true");
    }

    private Instances() {}

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == List.class) {
            return type.cast(new ArrayList<>());
        }
        if (type == Map.class) {
            return type.cast(new LinkedHashMap<>());
        }
        return CommandLine.defaultFactory().create(type);
    }
}
