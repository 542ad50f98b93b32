package io.jenkins.plugins.greenlight.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What report.css makes of its colours: custom properties, fallbacks and mixtures worked out as a browser does. */
final class StyleSheet {
    private static final Pattern RULE = Pattern.compile("([^{};]+)\\{([^{}]*)\\}");
    private final String css;
    private final Map<String, String> properties = new HashMap<>();

    /** @param dark with what the page sets for it; else with what a page that sets nothing has */
    StyleSheet(boolean dark) {
        try (var stream = ReportHtml.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.css")) {
            css = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.putAll(declarations(".greenlight-report", css));
        if (dark) {
            properties.putAll(declarations(":root.greenlight-page", css.substring(css.indexOf("prefers-color-scheme: dark"))));
        }
    }

    /** @param selector of the rule, the first of its kind */
    String value(String selector, String property) {
        var value = declarations(selector, css).get(property);
        if (value == null) {
            throw new AssertionError(selector + " has no " + property + ".");
        }
        return value;
    }

    void set(String property, String value) {
        properties.put(property, value);
    }

    /** @param colour hexadecimal, a variable or a mixture of two; red, green, blue as 0 to 1 */
    double[] colour(String colour) {
        String text = colour.strip();
        if (text.startsWith("#")) {
            int rgb = Integer.parseInt(text.substring(1), 16);
            return new double[] {(rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0};
        }
        var inner = parts(text.substring(text.indexOf('(') + 1, text.lastIndexOf(')')));
        if (text.startsWith("var(")) {
            String known = properties.get(inner.get(0).strip());
            return colour(known != null ? known : inner.get(1));
        }
        if (!text.startsWith("color-mix(in srgb,")) {
            throw new AssertionError("\"" + text + "\" is no colour that is understood here.");
        }
        String first = inner.get(1).strip();
        double share = Double.parseDouble(first.substring(first.lastIndexOf(' ') + 1, first.length() - 1)) / 100;
        return mixed(colour(first.substring(0, first.lastIndexOf(' '))), share, colour(inner.get(2)));
    }

    /** 1 to 21, as the Web Content Accessibility Guidelines reckon it. */
    static double contrast(double[] one, double[] other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static double[] mixed(double[] a, double share, double[] b) {
        var all = new double[3];
        for (int i = 0; i < 3; i++) {
            all[i] = a[i] * share + b[i] * (1 - share);
        }
        return all;
    }

    private static Map<String, String> declarations(String selector, String css) {
        var all = new HashMap<String, String>();
        var rule = RULE.matcher(css).results().filter(r -> List.of(r.group(1).strip().split("\\s*,\\s*")).contains(selector)).findFirst()
                .orElseThrow(() -> new AssertionError("There is no rule for " + selector + "."));
        for (String line : rule.group(2).split(";")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                all.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        return all;
    }

    /** Parted at the commas that are within no brackets. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (text.charAt(i) == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
