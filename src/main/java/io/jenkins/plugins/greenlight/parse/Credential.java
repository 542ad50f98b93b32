package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where a secret is to be had, never the secret: {@code ${NAME}} for a variable of the engine's environment, or
 * {@code ${file:/PATH}} for a file on this host. Its value is looked up each time it is used and kept nowhere.
 */
public final class Credential {
    /** For messages. */
    public static final String EXPECTED = "a reference such as ${SLACK_WEBHOOK} or ${file:/run/secrets/slack-webhook}";
    private static final int MOST_BYTES = 8192;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,127})}");
    private static final Pattern FILE = Pattern.compile("\\$\\{file:(/[^{}\\p{Cntrl}]{1,500})}");

    private final String reference;
    private final Optional<String> variable;
    private final Optional<Path> file;

    private Credential(String reference, Optional<String> variable, Optional<Path> file) {
        this.reference = reference;
        this.variable = variable;
        this.file = file;
    }

    /** Empty for anything that is not just one reference, such as a secret itself. */
    public static Optional<Credential> parse(String text) {
        var variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return Optional.of(new Credential(text, Optional.of(variable.group(1)), Optional.empty()));
        }
        var file = FILE.matcher(text);
        return file.matches() ? Optional.of(new Credential(text, Optional.empty(), Optional.of(Path.of(file.group(1))))) : Optional.empty();
    }

    /** The name of the variable; empty for a file. */
    public Optional<String> variable() {
        return variable;
    }

    /** From the root on; empty for a variable. */
    public Optional<Path> file() {
        return file;
    }

    /**
     * The secret, for immediate use.
     *
     * @param variables the engine's environment
     * @return one line of printable text, 1 to 8192 bytes; a line end that closes a file is no part of it
     * @throws IOException when there is none; the message never holds it
     */
    public String reveal(Function<String, Optional<String>> variables) throws IOException {
        String value = file.isPresent() ? read(file.get()) : variables.apply(variable.orElseThrow()).orElseThrow(() ->
                new IOException(reference + " names an environment variable that is not set. Expected the secret in it: set it for"
                        + " the process of greenlight."));
        if (value.isBlank() || value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || value.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(reference + " holds " + (value.isBlank() ? "nothing" : "more than one line or 8192 bytes")
                    + ". Expected one secret in one line.");
        }
        return value;
    }

    private String read(Path from) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new IOException(reference + " names a file that is not there. Expected the secret in it.");
        }
        try (var in = Files.newInputStream(from)) {
            var bytes = in.readNBytes(MOST_BYTES + 3);
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.endsWith("\r\n") ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException(reference + " names a file that is no UTF-8 text. Expected the secret in it.", e);
        } catch (IOException e) {
            throw new IOException(reference + " names a file that cannot be read (" + e.getClass().getSimpleName()
                    + "). Expected the secret in it.", e);
        }
    }

    @Override public boolean equals(Object other) {
        return other instanceof Credential that && reference.equals(that.reference);
    }

    @Override public int hashCode() {
        return reference.hashCode();
    }

    /** The reference, as it is written in the configuration. */
    @Override public String toString() {
        return reference;
    }
}
