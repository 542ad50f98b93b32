package io.jenkins.plugins.greenlight.parse;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What sounds or looks like a secret: by the name it goes by, and by its first signs. */
public final class SecretWords {
    /** Alternatives of a regular expression, in any case: found in a name, what it holds is most likely secret. */
    public static final String NAMES = "passw|passphrase|pwd|token|secret|credential|authorization|cookie|signature";
    private static final Pattern NAME = Pattern.compile(NAMES + "|webhook|keys?(?![a-z])|(?<!by|com|sur|tres)pass\\d*$"
            + "|(?<![a-z])(?:creds?|auth|pat)$", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Pattern> LOOKS = new TreeMap<>(Map.of(
            "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            "an address with a password", Pattern.compile("\\w://[^\\s/@:]*:[^\\s/@]+@"),
            "a token of GitHub", Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20}|\\bgithub_pat_\\w{20}"),
            "a token of GitLab", Pattern.compile("\\bglpat-[\\w-]{16}"),
            "a token of npm", Pattern.compile("\\bnpm_[A-Za-z0-9]{30}"),
            "a token of Slack", Pattern.compile("\\bxox[abeprs]-[\\w-]{10}"),
            "an access key of AWS", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "a signed token (JWT)", Pattern.compile("\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.")));

    private SecretWords() { }

    /** Whether a value of this name is most likely a secret. A key is one at the end of a word: API_KEY, not KEYCLOAK;
     *  DB_PASS, GH_PAT and NPM_AUTH are at the end of the name. */
    public static boolean sounds(String name) {
        return NAME.matcher(name).find();
    }

    /** What kind of secret a value looks like; empty for none. */
    public static Optional<String> looks(String value) {
        return LOOKS.entrySet().stream().filter(each -> each.getValue().matcher(value).find()).map(Map.Entry::getKey).findFirst();
    }
}
