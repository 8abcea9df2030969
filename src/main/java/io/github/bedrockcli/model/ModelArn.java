package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * What an ARN of a model says: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:KIND/NAME}. Taken apart by hand, since a list has
 * hundreds of them, and regular expressions are slow until they are compiled.
 *
 * @param kind such as {@code foundation-model}
 */
record ModelArn(String kind, String name) {
    private static final int ACCOUNT_DIGITS = 12;

    /** Null for what is no ARN, or one of another service. */
    static @Nullable ModelArn of(String text) {
        int partition = text.indexOf(':') + 1;
        int service = text.indexOf(':', partition) + 1;
        int region = text.indexOf(':', service) + 1;
        int account = text.indexOf(':', region) + 1;
        int kind = text.indexOf(':', account) + 1;
        int name = text.indexOf('/', kind) + 1;
        boolean whole = partition > 0
                && partition < service
                && service < region
                && region < account
                && account < kind
                && kind < name
                && name < text.length();
        if (!whole
                || !text.startsWith("arn:aws")
                || !isWord(text, partition, service - 1, false)
                || !isService(text.substring(service, region - 1))
                || !isWord(text, region, account - 1, true)
                || !isAccount(text.substring(account, kind - 1))
                || kind == name - 1
                || !isWord(text, kind, name - 1, false)) {
            return null;
        }
        return new ModelArn(text.substring(kind, name - 1), text.substring(name));
    }

    private static boolean isService(String text) {
        return text.equals("bedrock") || text.equals("sagemaker");
    }

    /** What AWS itself owns has none, or its own. */
    private static boolean isAccount(String text) {
        if (text.isEmpty() || text.equals("aws")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == ACCOUNT_DIGITS;
    }

    /** Small letters and hyphens, or nothing. */
    private static boolean isWord(String text, int from, int to, boolean withDigits) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-' && !(withDigits && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
