package io.jenkins.plugins.greenlight.stage.image.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must not be a build argument: its value stays in the image's history, in the engine's cache and in the process list. Tells
 * by words of the name and by forms of the value; a secret that looks like none passes.
 */
public final class SecretLooking {
    private static final Set<String> WORDS = Set.of("password", "passwords", "passwd", "passphrase", "passwort", "pwd", "pass", "secret", "secrets",
            "token", "tokens", "credential", "credentials", "creds", "apikey", "privatekey", "accesskey", "secretkey", "jwt", "bearer");
    /** A key is a secret unless a word before it says what else it is for. */
    private static final Set<String> KEYS = Set.of("key", "keys");
    private static final Set<String> NO_SECRET_KEYS = Set.of("public", "pub", "cache", "sort", "primary", "foreign", "map", "partition", "group");
    /** Words that are no secret for what follows them: the path of a file, the name of a secret. */
    private static final Set<String> ABOUT = Set.of("file", "path", "dir", "id", "name", "url", "length", "policy", "ttl", "expiry", "type");
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final List<Pattern> VALUES = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{22,}|glpat-[\\w-]{20,}|npm_[A-Za-z0-9]{36}|xox[abeoprs]-[\\w-]{10,})"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[\\w-]{35}|\\bsk_live_\\w{16,}"),
            Pattern.compile("\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*"),
            Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^/\\s:@]{0,200}:[^/\\s@]{1,500}@"));

    private SecretLooking() { }

    /** Why this looks like a secret, in words that do not hold the value: {@code its name has the word "token"}; empty when it does not. */
    public static Optional<String> why(String name, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        var word = word(name).map(found -> "its name has the word \"" + found + "\"");
        return word.isPresent() ? word : VALUES.stream().anyMatch(form -> form.matcher(value).find())
                ? Optional.of("its value has the form of a key, a token or an address with a password") : Optional.empty();
    }

    private static Optional<String> word(String name) {
        var words = new ArrayList<>(BETWEEN.splitAsStream(name).filter(word -> !word.isEmpty()).map(word -> word.toLowerCase(Locale.ROOT)).toList());
        if (!words.isEmpty() && ABOUT.contains(words.get(words.size() - 1))) {
            return Optional.empty();
        }
        for (int at = 0; at < words.size(); at++) {
            boolean key = KEYS.contains(words.get(at)) && (at == 0 || !NO_SECRET_KEYS.contains(words.get(at - 1)));
            if (WORDS.contains(words.get(at)) || key) {
                return Optional.of(words.get(at));
            }
        }
        return Optional.empty();
    }
}
