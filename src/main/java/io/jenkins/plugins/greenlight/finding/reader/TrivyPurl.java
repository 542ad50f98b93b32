package io.jenkins.plugins.greenlight.finding.reader;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The package URL of what Trivy found, put together where its report has none, as that of Trivy 0.44. */
final class TrivyPurl {
    /** By what Trivy calls the kind of a result. A name has no namespace of its own there that is not in it. */
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("npm", "npm/"), Map.entry("yarn", "npm/"), Map.entry("pnpm", "npm/"),
            Map.entry("node-pkg", "npm/"),
            Map.entry("pom", "maven/"), Map.entry("jar", "maven/"), Map.entry("gradle", "maven/"),
            Map.entry("pip", "pypi/"), Map.entry("pipenv", "pypi/"), Map.entry("poetry", "pypi/"),
            Map.entry("python-pkg", "pypi/"),
            Map.entry("gomod", "golang/"), Map.entry("gobinary", "golang/"),
            Map.entry("cargo", "cargo/"), Map.entry("rustbinary", "cargo/"),
            Map.entry("bundler", "gem/"), Map.entry("gemspec", "gem/"),
            Map.entry("composer", "composer/"), Map.entry("nuget", "nuget/"),
            Map.entry("debian", "deb/debian/"), Map.entry("ubuntu", "deb/ubuntu/"), Map.entry("alpine", "apk/alpine/"));
    private static final Pattern EPOCH = Pattern.compile("(\\d+):(.+)");

    private TrivyPurl() { }

    /** Empty for a kind of package that is not known here, and for a package without a name. */
    static String of(String type, String name, String version) {
        String begin = BY_TYPE.getOrDefault(type, "");
        if (begin.isEmpty() || name.isEmpty()) {
            return "";
        }
        var epoch = EPOCH.matcher(version);
        boolean hasEpoch = begin.startsWith("deb/") && epoch.matches();
        String path = begin.equals("maven/") ? name.replace(':', '/') : name;
        String plain = hasEpoch ? epoch.group(2) : version;
        return "pkg:" + begin + Arrays.stream(path.split("/")).map(TrivyPurl::encoded).collect(Collectors.joining("/"))
                + (plain.isEmpty() ? "" : "@" + encoded(plain)) + (hasEpoch ? "?epoch=" + epoch.group(1) : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
    }
}
