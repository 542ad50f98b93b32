package io.jenkins.plugins.greenlight.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a finding again when the report gives no fingerprint of its own. */
final class Fingerprint {
    private Fingerprint() { }

    /** 32 hexadecimal digits of everything that does not move with the line. */
    static String of(String tool, String rule, String file, String message) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {tool, rule, file, message}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256. Every Java has to have it.", e);
        }
    }
}
