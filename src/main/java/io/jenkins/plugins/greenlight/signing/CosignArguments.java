package io.jenkins.plugins.greenlight.signing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Command lines of cosign. Nothing secret stands on one; an image is always NAME@DIGEST. */
final class CosignArguments {
    static final String TRUSTED_ROOT = "--trusted-root";

    private final Path program;
    private final SigningConfig config;
    private final boolean plainHttp;

    /** @param plainHttp whether the image's registry is spoken to without TLS */
    CosignArguments(Path program, SigningConfig config, boolean plainHttp) {
        this.program = program;
        this.config = config;
        this.plainHttp = plainHttp;
    }

    List<String> version() {
        return List.of(program.toString(), "version", "--json");
    }

    /** Which flags a command knows shows there. */
    List<String> help(String command) {
        return List.of(program.toString(), command, "--help");
    }

    /** @param key to a public one; its PEM is printed */
    List<String> publicKey(String key) {
        return List.of(program.toString(), "public-key", "--key", key);
    }

    /** The image and, of an index, each that it names.
     *  @param key  empty for keyless
     *  @param form see {@link CosignVersion#commonForm} */
    List<String> sign(Optional<String> key, List<String> form, String image) {
        var line = signing("sign", key, form);
        line.add("--recursive");
        annotations(line);
        line.add(image);
        return line;
    }

    /** Takes the place of an earlier one of the same type, so that a build that is repeated leaves no second. */
    List<String> attest(Optional<String> key, List<String> form, Predicate predicate, Path file, String image) {
        var line = signing("attest", key, form);
        line.addAll(List.of("--replace", "--type", predicate.word(), "--predicate", file.toString(), image));
        return line;
    }

    /** @param publicKey   empty for keyless
     *  @param trustedRoot keeps cosign from asking for Sigstore's authorities, which a signature by a key does not need */
    List<String> verify(Optional<String> publicKey, List<String> form, Optional<Path> trustedRoot, String image) {
        var line = begun("verify", publicKey, form);
        if (publicKey.isEmpty()) {
            line.addAll(List.of("--certificate-identity", config.identity().orElseThrow(), "--certificate-oidc-issuer",
                    config.issuer().orElseThrow()));
        }
        if (!config.transparencyLog()) {
            line.add("--insecure-ignore-tlog=true");
        }
        trustedRoot.ifPresent(root -> line.addAll(List.of(TRUSTED_ROOT, root.toString())));
        annotations(line);
        line.addAll(List.of("--output", "json", image));
        return line;
    }

    private List<String> signing(String command, Optional<String> key, List<String> form) {
        var line = begun(command, key, form);
        line.add("--yes");
        if (!config.transparencyLog()) {
            line.add("--tlog-upload=false");
        }
        return line;
    }

    private List<String> begun(String command, Optional<String> key, List<String> form) {
        var line = new ArrayList<>(List.of(program.toString(), command, "--timeout", config.timeout().toMillis() + "ms"));
        line.addAll(form);
        key.ifPresent(each -> line.addAll(List.of("--key", each)));
        if (plainHttp) {
            line.add("--allow-http-registry");
        }
        return line;
    }

    /** Each quoted as in CSV, for cosign would part it at a comma. */
    private void annotations(List<String> line) {
        for (Map.Entry<String, String> annotation : new TreeMap<>(config.annotations()).entrySet()) {
            line.addAll(List.of("--annotations",
                    '"' + (annotation.getKey() + "=" + annotation.getValue()).replace("\"", "\"\"") + '"'));
        }
    }
}
