package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The engine, as it lies in this plugin, and its copy on each agent. */
final class EngineJar {
    private static final String RESOURCE = "greenlight.jar";
    private static final String SHA256 = RESOURCE + ".sha256";

    private EngineJar() { }

    /** Copied once for each version: under the name of its hash, and renamed to it when whole.
     * @return where it lies */
    static String bring(FilePath root) throws IOException, InterruptedException {
        var folder = root.child("greenlight");
        var jar = folder.child("engine-" + sha256() + ".jar");
        if (!jar.exists()) {
            folder.mkdirs();
            var coming = folder.child("coming-" + UUID.randomUUID());
            try (InputStream in = open(RESOURCE)) {
                coming.copyFrom(in);
                coming.renameTo(jar);
            } finally {
                coming.delete();
            }
        }
        return jar.getRemote();
    }

    private static String sha256() throws IOException {
        try (InputStream in = open(SHA256)) {
            return new String(in.readNBytes(64), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        var in = EngineJar.class.getResourceAsStream(name);
        if (in == null) {
            throw new AbortException("The plugin has no " + name + " in it. Expected the engine there: install the plugin again.");
        }
        return in;
    }
}
