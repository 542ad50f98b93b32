package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import jenkins.MasterToSlaveFileCallable;

/** The engine, as it lies in this plugin, and its copy on each agent. */
final class EngineJar {
    private static final String RESOURCE = "greenlight.jar";
    private static final String SHA256 = RESOURCE + ".sha256";

    private EngineJar() { }

    /** Copied once for each version, under the name of its hash and renamed to it when whole. What lies there is looked at each
     *  time: it is given credentials.
     *  @return where it lies */
    static String bring(FilePath root) throws IOException, InterruptedException {
        var folder = root.child("greenlight");
        var jar = folder.child("engine-" + sha256() + ".jar");
        if (!jar.exists() || !sha256().equals(jar.act(new Hash()))) {
            folder.mkdirs();
            copy(folder.child("coming-" + UUID.randomUUID()), jar);
        }
        return jar.getRemote();
    }

    private static void copy(FilePath coming, FilePath jar) throws IOException, InterruptedException {
        try (InputStream in = open(RESOURCE)) {
            coming.copyFrom(in);
        }
        jar.delete();
        try {
            coming.renameTo(jar);
        } catch (IOException e) {
            coming.delete();
            if (!jar.exists() || !sha256().equals(jar.act(new Hash()))) { // else another step was quicker
                throw e;
            }
        }
    }

    /** Of a file's bytes, in hexadecimal, where the file lies. */
    private static final class Hash extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;

        @Override public String invoke(File file, VirtualChannel channel) throws IOException {
            try (var in = new DigestInputStream(new FileInputStream(file), MessageDigest.getInstance("SHA-256"))) {
                in.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }
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
