package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help pages are laid out: the command's own options, the shared ones, two examples, the exit codes. */
final class HelpLayout {
    private static final int WIDTH = 100;

    private HelpLayout() {}

    /** Applies the layout to a command and everything below it. */
    static void apply(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(WIDTH);
        usage.sortOptions(false);
        usage.autoWidth(false);
        usage.sortSynopsis(false);
        usage.abbreviateSynopsis(true);
        if (command.getParent() != null) {
            usage.exitCodeListHeading("%nExit codes:%n");
            usage.exitCodeList(exitCodes());
            List<String> keys = new ArrayList<>(command.getHelpSectionKeys());
            keys.remove(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING);
            keys.remove(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);
            keys.add(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING);
            keys.add(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);
            command.setHelpSectionKeys(keys);
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        }
        command.getSubcommands().values().forEach(HelpLayout::apply);
    }

    private static String options(Help help) {
        List<OptionSpec> own = new ArrayList<>();
        List<OptionSpec> shared = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            (Declarations.isShared(option) ? shared : own).add(option);
        }
        if (shared.size() <= 1) {
            return help.optionList();
        }
        return (own.isEmpty() ? "" : "Options:\n" + help.optionListExcludingGroups(own)) + "\nShared options:\n"
                + help.optionListExcludingGroups(shared);
    }

    static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(Integer.toString(code.code()), code.meaning());
        }
        return codes;
    }
}
