package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Workspace;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/** The files a release was deployed with, kept in the state by their content: the way back needs no workspace. */
final class Snapshots {
    private static final String DIGEST = "sha256:";
    /** Bytes; configuration, not data. */
    private static final long LARGEST = 256 * 1024;

    private final StateStore store;

    Snapshots(StateStore store) {
        this.store = store;
    }

    /** With every file's content in the state. Safe to repeat.
     * @throws IOException when one is not there, too large or no text */
    ReleaseConfig take(ReleaseConfig config, Workspace workspace) throws IOException {
        var taken = new TreeMap<String, String>();
        for (var file : config.files().entrySet()) {
            taken.put(file.getKey(), file.getValue().startsWith(DIGEST) ? file.getValue() : DIGEST + keep(file.getValue(), workspace));
        }
        return new ReleaseConfig(config.environment(), taken, config.secrets());
    }

    private String keep(String source, Workspace workspace) throws IOException {
        var path = workspace.root().resolve(source).normalize();
        if (!path.startsWith(workspace.root()) || !Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            throw new IOException("The release is to be started with the file " + source + ", which is no file of at most "
                    + LARGEST / 1024 + " KiB in the workspace. Expected one: write it, or mend files in the configuration.");
        }
        var text = text(path, source);
        var hash = Sha256.of(text);
        try {
            if (store.read(key(hash)).isEmpty()) {
                store.write(key(hash), 0, text);
            }
        } catch (StateStore.ConflictException e) {
            return hash; // kept by somebody else just now: the name is the content
        }
        return hash;
    }

    private static String text(Path path, String source) throws IOException {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new IOException("The file " + source + " is no UTF-8 text. Expected text: bytes belong into the image.", e);
        }
    }

    /** Path inside the instance to its text, compared with its hash again.
     * @throws IOException when the state lost one, or holds another text */
    Map<String, String> texts(ReleaseConfig config) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : config.files().entrySet()) {
            var hash = file.getValue().substring(DIGEST.length());
            var kept = store.read(key(hash)).map(StateStore.Versioned::text).filter(text -> is(text, hash));
            texts.put(file.getKey(), kept.orElseThrow(() -> new IOException("The snapshot " + hash + " of " + file.getKey() + " in "
                    + store.location() + " is gone or was changed. Expected the file this release was deployed with. Deploy it anew.")));
        }
        return texts;
    }

    private static boolean is(String text, String hash) {
        return MessageDigest.isEqual(Sha256.of(text).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String key(String hash) {
        return "file-" + hash;
    }
}
