package io.jenkins.plugins.greenlight.jenkins;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hides secrets in a text, also as a URL, a shell or a header would write them. */
final class Mask {
    /** Shorter ones would blot out words that are no secret. */
    private static final int SHORTEST = 4;
    /** From here on a line of a longer secret, such as a key, is a secret by itself. */
    private static final int LONG_LINE = 20;
    private static final String HIDDEN = "****";
    private final List<String> forms;

    Mask(Collection<String> secrets) {
        var all = new LinkedHashSet<String>();
        for (var secret : secrets) {
            addForms(secret, all);
            secret.lines().map(String::strip).filter(line -> line.length() >= LONG_LINE).forEach(line -> addForms(line, all));
        }
        forms = all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    private static void addForms(String secret, Set<String> all) {
        if (secret.length() < SHORTEST) {
            return;
        }
        all.add(secret);
        all.add(secret.replace("'", "'\\''"));
        all.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String hide(String text) {
        var hidden = text;
        for (var form : forms) {
            hidden = hidden.replace(form, HIDDEN);
        }
        return hidden;
    }
}
