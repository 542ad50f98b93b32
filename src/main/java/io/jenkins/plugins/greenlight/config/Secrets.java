package io.jenkins.plugins.greenlight.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a configuration's texts is nobody's business, by the name it goes by and by its look. Rather too much. */
final class Secrets {
    static final String STARS = "***";
    /** They say where a key lies. */
    private static final Set<String> KEY_PLACES = Set.of("key", "publicKey");
    private static final String NAMES = "passw|passphrase|pwd|token|secret|credential|authorization|cookie|signature";
    private static final Pattern NAME = Pattern.compile(NAMES + "|key|webhook", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile(NAMES + "|key|auth", Pattern.CASE_INSENSITIVE);
    /** What these hold are names and versions of secrets, paths, queries: they only sound like one. */
    private static final Set<String> HARMLESS = Set.of("secrets", "files", "queries");
    /** {@code ${NAME}} and {@code ${kind:name}}; with a value to fall back on it would show that. */
    private static final String REFERENCE = "\\$\\{[\\w./@]+(?::[\\w./@][\\w./@-]*)?}";
    private static final Pattern REFERENCES = Pattern.compile("(?:" + REFERENCE + "){1,8}");
    private static final Pattern BARE_USER = Pattern.compile("(https?://)(?!" + REFERENCE
            + "@)[^\\s/?#:@\"'*]+@", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED = Pattern.compile("((?:" + NAMES + "|(?:api|access|private)[-_]?key)[\\w-]{0,64}[\"']?"
            + "\\s{0,8}[=:]{1,3}\\s{0,8}[\"']?(?:(?:bearer|basic) )?+)(?!" + REFERENCE + "(?:[\\s&;,\"'}]|$)|\\s)[^\\s&;,\"'}]+",
            Pattern.CASE_INSENSITIVE);
    /** A count of secrets that were found is none: {@code secrets == 0}. */
    private static final Pattern THRESHOLD = Pattern.compile("[a-z.]{1,64} {0,4}(?:<=|>=|==|<|>) {0,4}[0-9.]{1,12}");
    private static final Pattern BEHIND_HOST = Pattern.compile("(https?://[^/?#\\s]+[/?#])\\S+", Pattern.CASE_INSENSITIVE);

    private Secrets() { }

    /** The text, with stars for what must not be seen; the same text when there is nothing.
     *  @param path the keys it stands under */
    static String hidden(List<String> path, String text) {
        if (text.isEmpty() || isReference(text) || isThreshold(path, text)) {
            return text;
        }
        if (!isHarmless(path) && soundsSecret(path)) {
            return STARS;
        }
        var hidden = BARE_USER.matcher(AddressPasswords.hidden(text)).replaceAll("$1" + STARS + "@");
        hidden = ASSIGNED.matcher(hidden).replaceAll("$1" + STARS);
        return path.contains("notification") ? BEHIND_HOST.matcher(hidden).replaceAll("$1" + STARS) : hidden;
    }

    /** Whether what a header of this name holds is most likely a secret. */
    static boolean isSecretHeader(String name) {
        return HEADER.matcher(name).find();
    }

    /** Whether it only names secrets, and shows none. */
    static boolean isReference(String text) {
        return REFERENCES.matcher(text).matches();
    }

    private static boolean isThreshold(List<String> path, String text) {
        return !path.isEmpty() && path.get(path.size() - 1).equals("checks") && THRESHOLD.matcher(text).matches();
    }

    /** Not by its own name: a variable may have any. */
    private static boolean isHarmless(List<String> path) {
        return path.subList(0, Math.max(0, path.size() - 1)).stream().anyMatch(HARMLESS::contains)
                || path.size() == 2 && path.get(1).equals("secretsFolder")
                || path.size() > 2 && path.get(path.size() - 2).equals("signing") && KEY_PLACES.contains(path.get(path.size() - 1));
    }

    /** A section may be called webhook; a text by that name is an address that whoever knows it may use. */
    private static boolean soundsSecret(List<String> path) {
        int last = path.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (NAME.matcher(path.get(i)).find() && (i == last || !path.get(i).toLowerCase(Locale.ROOT).contains("webhook"))) {
                return true;
            }
        }
        return false;
    }
}
