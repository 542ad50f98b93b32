package io.jenkins.plugins.greenlight.parse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Hides secrets in a text, also as a URL, a shell, a header, JSON or a page would write them. */
public final class Mask {
    /** Shorter ones, in characters, would blot out words that are no secret. */
    public static final int SHORTEST = 4;
    /** From here on a line of a longer secret, such as a key, is a secret by itself. */
    private static final int LONG_LINE = 20;
    /** Fewer characters of base64 are found in any text. */
    private static final int SHORTEST_PART = 7;
    private static final String HIDDEN = "****";
    private static final Pattern CODE = Pattern.compile("%..");
    private final List<String> forms;

    /** @param secrets those of less than {@value #SHORTEST} characters are not hidden */
    public Mask(Collection<String> secrets) {
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
        var json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        all.addAll(List.of(secret, secret.replace("'", "'\\''"), secret.replaceAll("[^\\w@%+=:,./-]", "\\\\$0"), json,
                json.replace("/", "\\/"), page(secret)));
        addUrls(secret, all);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        var hex = HexFormat.of().formatHex(bytes);
        all.addAll(List.of(hex, hex.toUpperCase(Locale.ROOT)));
        addBase64(bytes, all);
    }

    private static String page(String secret) {
        return secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static void addUrls(String secret, Set<String> all) {
        var form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var path = form.replace("+", "%20").replace("*", "%2A");
        for (var url : List.of(form, path, path.replace("%7E", "~"))) {
            all.add(url);
            all.add(CODE.matcher(url).replaceAll(code -> code.group().toLowerCase(Locale.ROOT)));
        }
    }

    /** By itself, and what of it stays the same in the middle of something longer, wherever it begins. */
    private static void addBase64(byte[] bytes, Set<String> all) {
        for (var encoder : List.of(Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding())) {
            all.add(encoder.encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                var middle = encoder.encodeToString(Arrays.copyOf(shifted, shifted.length / 3 * 3)).substring(before == 0 ? 0 : before + 1);
                if (middle.length() >= SHORTEST_PART) {
                    all.add(middle);
                }
            }
        }
    }

    /** An address, or a text with one in it, without user, password and query, which may be secret; another text as it is. */
    public static String address(String text) {
        int host = text.indexOf("://") + 3;
        if (host < 3) {
            return text;
        }
        int at = text.lastIndexOf('@');
        var rest = at > host ? HIDDEN + text.substring(at) : text.substring(host);
        int query = rest.indexOf('?');
        return text.substring(0, host) + (query < 0 ? rest : rest.substring(0, query + 1) + HIDDEN);
    }

    /** With {@code ****} for each of them. */
    public String hide(String text) {
        var hidden = text;
        for (var form : forms) {
            hidden = hidden.replace(form, HIDDEN);
        }
        return hidden;
    }
}
