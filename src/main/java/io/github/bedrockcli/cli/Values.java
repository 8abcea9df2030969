package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelPolicy.Right;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.render.ChatFormat;
import io.github.bedrockcli.render.JobFormat;
import io.github.bedrockcli.render.ModelFormat;
import io.github.bedrockcli.render.RankFormat;
import io.github.bedrockcli.render.ReportFormat;
import io.github.bedrockcli.render.SheetFormat;
import io.github.bedrockcli.render.VectorFormat;
import io.github.bedrockcli.render.WhoamiFormat;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options: picocli's own messages name Java's types and spell words as constants. */
final class Values {
    private Values() {}

    /** Applies to a command and everything below it. */
    static void apply(CommandLine root) {
        root.registerConverter(BigDecimal.class, Values::number);
        root.registerConverter(Integer.class, Values::whole);
        root.registerConverter(int.class, Values::whole);
        root.registerConverter(Format.class, text -> word(Format.values(), text));
        root.registerConverter(ApiChoice.class, text -> word(ApiChoice.values(), text));
        root.registerConverter(VectorFormat.class, text -> word(VectorFormat.values(), text));
        root.registerConverter(RankFormat.class, text -> word(RankFormat.values(), text));
        root.registerConverter(ReportFormat.class, text -> word(ReportFormat.values(), text));
        root.registerConverter(ModelFormat.class, text -> word(ModelFormat.values(), text));
        root.registerConverter(SheetFormat.class, text -> word(SheetFormat.values(), text));
        root.registerConverter(DoctorCommand.Format.class, text -> word(DoctorCommand.Format.values(), text));
        root.registerConverter(Right.class, text -> word(Right.values(), text));
        root.registerConverter(ChatFormat.class, text -> word(ChatFormat.values(), text));
        root.registerConverter(JobFormat.class, text -> word(JobFormat.values(), text));
        root.registerConverter(WhoamiFormat.class, text -> word(WhoamiFormat.values(), text));
        root.registerConverter(AsyncGetCommand.Format.class, text -> word(AsyncGetCommand.Format.values(), text));
        root.registerConverter(CompletionShell.class, text -> word(CompletionShell.values(), text));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static <E extends Enum<E>> E word(E[] words, String text) {
        return Arrays.stream(words)
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(words)
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
