package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of files out of {@code artifactLocation}s (SARIF 2.1.0 §3.4): decoded, and from the root of the sources on where the
 * run says what that is. The root itself is a folder of the machine the tool ran on and is left out.
 */
final class SarifUris {
    private static final int MAX_BASES = 20;

    private final Map<String, SarifArtifact> bases = new HashMap<>();
    private final List<SarifArtifact> artifacts = new ArrayList<>();
    private final List<String> roots = new ArrayList<>();

    /** @param json at {@code run.originalUriBaseIds} */
    void readBases(JsonStream json, SarifBudget budget) {
        json.fields(key -> {
            if (!json.isNull()) {
                var base = new SarifArtifact();
                base.read(json);
                bases.put(key, base);
                root(base);
                budget.take(key.length() + base.uri().length(), json);
            }
        });
    }

    /** @param json at an element of {@code run.artifacts}
     *  @return how many characters of it are kept */
    int readArtifact(JsonStream json) {
        var artifact = new SarifArtifact();
        json.fields(key -> {
            if (key.equals("location") && !json.isNull()) {
                artifact.read(json);
            }
        });
        artifacts.add(artifact);
        return artifact.uri().length() + artifact.base().length();
    }

    /** The folder a tool says it ran in: files below it are named from there. */
    void root(SarifArtifact folder) {
        String path = path(folder.uri());
        if (path.length() > 1 && isAbsolute(path)) {
            roots.add(path.endsWith("/") ? path : path + "/");
        }
    }

    /** The file meant, by itself or by its index; empty for none. */
    String file(SarifArtifact location) {
        long at = location.index();
        var named = location.uri().isEmpty() && at >= 0 && at < artifacts.size() ? artifacts.get((int) at) : location;
        String path = path(named.uri());
        if (path.isEmpty()) {
            return "";
        }
        return isAbsolute(path) ? belowRoot(path) : named.base().isEmpty() ? path : prefix(named.base()) + path;
    }

    /** The longest of the roots it lies in is taken away. */
    private String belowRoot(String path) {
        int length = 0;
        for (String root : roots) {
            if (root.length() > length && root.length() < path.length() && path.startsWith(root)) {
                length = root.length();
            }
        }
        return path.substring(length);
    }

    /** The bases from one to the next, as far as they are relative. */
    private String prefix(String base) {
        var prefix = new StringBuilder();
        var named = bases.get(base);
        for (int count = 0; named != null && count < MAX_BASES; count++) {
            String path = path(named.uri());
            if (isAbsolute(path)) {
                break;
            }
            prefix.insert(0, path.isEmpty() || path.endsWith("/") ? path : path + "/");
            named = named.base().isEmpty() ? null : bases.get(named.base());
        }
        return prefix.toString();
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || isDrive(path) || path.contains("://");
    }

    private static boolean isDrive(String path) {
        return path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/' && Character.isLetter(path.charAt(0));
    }

    /** A path for a relative reference and a file's URI; another URI as it is. */
    private static String path(String uri) {
        String path = uri.indexOf('\\') < 0 ? uri : uri.replace('\\', '/');
        if (path.regionMatches(true, 0, "file:", 0, 5)) {
            path = path.substring(5);
            path = path.startsWith("///") ? path.substring(2) : path.startsWith("//localhost/") ? path.substring(11) : path;
            path = path.startsWith("//") && isDrive(path.substring(2)) ? path.substring(1) : path;
            path = decoded(path);
            return path.startsWith("/") && isDrive(path.substring(1)) ? path.substring(1) : path;
        }
        return path.contains("://") ? path : decoded(path.startsWith("./") ? path.substring(2) : path);
    }

    /** Without percent signs where they stand for bytes of UTF-8; as it is where one does not. */
    static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            var chars = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(path));
            var bytes = ByteBuffer.allocate(chars.remaining());
            while (chars.hasRemaining()) {
                byte b = chars.get();
                bytes.put(b == '%' ? (byte) (digit(chars) << 4 | digit(chars)) : b);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }

    private static int digit(ByteBuffer from) throws CharacterCodingException {
        int digit = from.hasRemaining() ? Character.digit(from.get(), 16) : -1;
        if (digit < 0) {
            throw new CharacterCodingException();
        }
        return digit;
    }
}
