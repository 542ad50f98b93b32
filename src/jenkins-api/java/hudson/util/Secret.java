package hudson.util;

import java.io.Serializable;

public final class Secret implements Serializable {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public String toString() { return text; }

    public String getPlainText() { return text; }

    public boolean equals(Object object) { return object instanceof Secret other && other.text.equals(text); }

    public int hashCode() { return text.hashCode(); }

    public String getEncryptedValue() { throw new UnsupportedOperationException(); }

    public static Secret decrypt(String text) { throw new UnsupportedOperationException(); }

    public static Secret fromString(String text) { return new Secret(text); }

    public static String toString(Secret secret) { throw new UnsupportedOperationException(); }
}
