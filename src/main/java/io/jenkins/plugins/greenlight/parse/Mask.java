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
    /** Where a line was cut because it is too long to be shown. */
    private static final char CUT = '…';
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

    /** As forms, RFC 3986, Python with its slash and JavaScript with its quotes write it. */
    private static void addUrls(String secret, Set<String> all) {
        var form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var strict = form.replace("*", "%2A").replace("%7E", "~");
        var path = strict.replace("+", "%20");
        var quotes = path.replace("%21", "!").replace("%27", "'").replace("%28", "(").replace("%29", ")").replace("%2A", "*");
        for (var url : List.of(form, form.replace("+", "%20"), strict, path, path.replace("%2F", "/"), quotes)) {
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

    /** With {@code ****} for each of them, and for what is left of one before the … of a line that was cut. */
    public String hide(String text) {
        var hidden = text;
        for (var form : forms) {
            hidden = hidden.replace(form, HIDDEN);
        }
        for (int cut = hidden.indexOf(CUT); cut >= 0; cut = hidden.indexOf(CUT, cut + 1)) {
            int left = beginning(hidden, cut);
            hidden = left == 0 ? hidden : hidden.substring(0, cut - left) + HIDDEN + hidden.substring(cut);
            cut = left == 0 ? cut : cut - left + HIDDEN.length();
        }
        return hidden;
    }

    /** How many characters before this place are the beginning of a form; 0 for too few to tell anything. */
    private int beginning(String text, int end) {
        int longest = 0;
        for (var form : forms) {
            int length = Math.min(form.length() - 1, end);
            while (length >= SHORTEST && !text.startsWith(form.substring(0, length), end - length)) {
                length--;
            }
            longest = length < SHORTEST ? longest : Math.max(longest, length);
        }
        return longest;
    }
}
