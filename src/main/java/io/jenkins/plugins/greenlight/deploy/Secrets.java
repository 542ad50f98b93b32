package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Mask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the file of each secret that a release was deployed with, in just that version. Reads one only to hide its value. */
final class Secrets {
    /** {@code SECRET@VERSION}. */
    static final Pattern REFERENCE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,63})@([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

    private Secrets() { }

    /** @throws IOException when there is no file for one */
    static Map<String, Path> files(DeploySite site, ReleaseConfig config) throws IOException {
        var files = new TreeMap<String, Path>();
        for (var secret : config.secrets().entrySet()) {
            var reference = REFERENCE.matcher(secret.getValue());
            if (!reference.matches()) {
                throw new IOException("The secret " + secret.getKey() + " is \"" + secret.getValue() + "\". Expected SECRET@VERSION.");
            }
            var file = Path.of(site.secrets(), reference.group(1), reference.group(2));
            if (site.secrets().isEmpty() || !Files.isRegularFile(file)) {
                throw new IOException("There is no file " + file + " for the secret " + secret.getKey() + ". Expected its value there: a"
                        + " version stays as long as a release may come back with it.");
            }
            files.put(secret.getKey(), file.toAbsolutePath());
        }
        return files;
    }

    /** Hides each line of these files, but for the shortest.
     *  @throws IOException when one cannot be read: what cannot be hidden is not to be shown */
    static Mask mask(Collection<Path> files) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : files) {
            lines.addAll(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().map(String::strip).toList());
        }
        return new Mask(lines);
    }
}
