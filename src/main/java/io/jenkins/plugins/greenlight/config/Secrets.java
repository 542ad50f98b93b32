package io.jenkins.plugins.greenlight.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a configuration's texts is nobody's business, by the name it goes by and by its own look. Rather too much than too little. */
final class Secrets {
    static final String STARS = "***";
    private static final String NAMES = "passw|passphrase|pwd|token|secret|credential|authorization|cookie|signature";
    private static final Pattern NAME = Pattern.compile(NAMES + "|key|webhook", Pattern.CASE_INSENSITIVE);
    /** A secret's name and version, where secrets lie, paths, queries: they only sound like one. */
    private static final Set<String> HARMLESS = Set.of("secrets", "secretsFolder", "files", "queries");
    /** {@code ${NAME}} and {@code ${kind:name}}, alone; with a value to fall back on it would show that. */
    private static final Pattern REFERENCE = Pattern.compile("(?:\\$\\{[\\w./@]+(?::[\\w./@][\\w./@-]*)?})+");
    private static final Pattern USER = Pattern.compile("(://[^\\s/?#:@\"']*):(?!\\d{1,5}(?:[/?#\\s\"']|$))[^\\s\"']*@");
    private static final Pattern BARE_USER = Pattern.compile("(https?://)[^\\s/?#:@\"'*]+@", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED = Pattern.compile("((?:" + NAMES + "|api[-_]?key|access[-_]?key|private[-_]?key)[\\w-]*[\"']?"
            + "\\s*[=:]\\s*[\"']?(?:(?:bearer|basic) )?)(?!\\$\\{|\\s|\\*)[^\\s&;,\"'}]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEHIND_HOST = Pattern.compile("(https?://[^/?#\\s]+[/?#])\\S+", Pattern.CASE_INSENSITIVE);

    private Secrets() { }

    /** The text, with stars for what must not be seen; the same text when there is nothing.
     *  @param path the keys it stands under */
    static String hidden(List<String> path, String text) {
        if (text.isEmpty() || REFERENCE.matcher(text).matches()) {
            return text;
        }
        if (path.stream().noneMatch(HARMLESS::contains) && soundsSecret(path)) {
            return STARS;
        }
        var hidden = USER.matcher(text).replaceAll("$1:" + STARS + "@");
        hidden = BARE_USER.matcher(hidden).replaceAll("$1" + STARS + "@");
        hidden = ASSIGNED.matcher(hidden).replaceAll("$1" + STARS);
        return path.contains("notification") ? BEHIND_HOST.matcher(hidden).replaceAll("$1" + STARS) : hidden;
    }

    /** A section may be called webhook; a text by that name is an address that whoever knows it may use. */
    private static boolean soundsSecret(List<String> path) {
        int last = path.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (NAME.matcher(path.get(i)).find() && (i == last || !path.get(i).toLowerCase(java.util.Locale.ROOT).contains("webhook"))) {
                return true;
            }
        }
        return false;
    }
}
