package io.github.bedrockcli.emulator;

import java.util.regex.Pattern;

/** A pattern in which a star stands for any characters, as in the resources of an IAM policy. */
record Wildcard(String text) {
    boolean fits(String value) {
        String regex = Pattern.quote(text).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
    }
}
