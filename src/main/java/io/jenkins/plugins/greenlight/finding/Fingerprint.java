package io.jenkins.plugins.greenlight.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a finding again in a later report, when the report gives no fingerprint of its own. */
public final class Fingerprint {
    private Fingerprint() { }

    /**
     * 32 hexadecimal digits of everything that does not move with the line. Two findings of one rule in one file with the same
     * context share it: whoever compares counts them.
     *
     * @param subject the package or the file
     * @param context the code or the message; blanks count once
     */
    public static String of(String tool, String rule, String subject, String context) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {tool, rule, subject, normalised(context)}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256. Every Java has to have it.", e);
        }
    }

    /** One blank for any run of blanks, none at the ends. */
    private static String normalised(String context) {
        var text = new StringBuilder(context.length());
        boolean blank = false;
        for (int at = 0; at < context.length(); at++) {
            char c = context.charAt(at);
            if (Character.isWhitespace(c)) {
                blank = text.length() > 0;
            } else {
                if (blank) {
                    text.append(' ');
                }
                blank = false;
                text.append(c);
            }
        }
        return text.toString();
    }
}
