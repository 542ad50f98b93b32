package io.jenkins.plugins.greenlight.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A secret that no other text holds. Its first part is letters and digits, which no quoting changes; behind it stands what
 * shells, URLs, JSON and pages quote, so that whoever hides it must know how.
 *
 * @param credential what it is the secret of
 */
public record Canary(String credential, String value) {
    private static final String QUOTED = "'\"\\ &$<%+/:~*";
    private static final int PLAIN = 18;

    public static Canary of(String credential) {
        return new Canary(credential, String.format("cn4ry%013x", ThreadLocalRandom.current().nextLong(1L << 52)) + QUOTED);
    }

    /** The part that stands in every quoted form as it is. */
    public String core() {
        return value.substring(0, PLAIN);
    }

    /** Name of a form to what is looked for. The core is a form too: it finds quoting that nobody thought of. */
    public Map<String, String> forms() {
        var forms = new LinkedHashMap<String, String>();
        forms.put("core", core());
        forms.put("plain", value);
        forms.put("single-quoted for a shell", value.replace("'", "'\\''"));
        forms.put("backslashed for a shell", value.replaceAll("[^\\w@%+=:,./-]", "\\\\$0"));
        var json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        forms.put("JSON", json);
        forms.put("JSON with escaped slashes", json.replace("/", "\\/"));
        forms.put("HTML", value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("'", "&#39;"));
        forms.put("URL", url(value, "%%%02X"));
        forms.put("URL in small letters", url(value, "%%%02x"));
        forms.put("URL of a form", url(value, "%%%02X").replace("%20", "+"));
        forms.put("URL as Java writes it", URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.put("URL, every byte", percent(core()));
        encoded("", value, forms);
        encoded(" of the core", core(), forms);
        return forms;
    }

    private static void encoded(String of, String text, Map<String, String> forms) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        forms.put("hex" + of, HexFormat.of().formatHex(bytes));
        forms.put("HEX" + of, HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            forms.put("base64 at " + before + of, middle(Base64.getEncoder(), before, bytes));
            forms.put("base64url at " + before + of, middle(Base64.getUrlEncoder(), before, bytes));
        }
    }

    /** What is the same whatever stands before and behind, when it begins at this byte of three. */
    private static String middle(Base64.Encoder encoder, int before, byte[] bytes) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        return encoder.encodeToString(Arrays.copyOf(shifted, shifted.length / 3 * 3)).substring(before == 0 ? 0 : before + 1);
    }

    private static String url(String text, String code) {
        var url = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            url.append(Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0 ? String.valueOf((char) b) : String.format(code, b));
        }
        return url.toString();
    }

    private static String percent(String text) {
        return HexFormat.of().withPrefix("%").withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
