package hudson;

import java.util.Collection;
import java.util.List;
import java.util.Set;

public class Util {
    Util() { }

    public static String toHexString(byte[] bytes, int number, int number2) {
        throw new UnsupportedOperationException();
    }

    public static String toHexString(byte[] bytes) { throw new UnsupportedOperationException(); }

    public static String getTimeSpanString(long number) { throw new UnsupportedOperationException(); }

    public static String encode(String text) { throw new UnsupportedOperationException(); }

    public static String rawEncode(String text) { throw new UnsupportedOperationException(); }

    public static String escape(String text) { throw new UnsupportedOperationException(); }

    public static String xmlEscape(String text) { throw new UnsupportedOperationException(); }

    public static String fixNull(String text) { throw new UnsupportedOperationException(); }

    public static <T> T fixNull(T value, T value2) { throw new UnsupportedOperationException(); }

    public static String fixEmpty(String text) { throw new UnsupportedOperationException(); }

    public static String fixEmptyAndTrim(String text) { throw new UnsupportedOperationException(); }

    public static <T> List<T> fixNull(List<T> list) { throw new UnsupportedOperationException(); }

    public static <T> Set<T> fixNull(Set<T> set) { throw new UnsupportedOperationException(); }

    public static <T> Collection<T> fixNull(Collection<T> collection) { throw new UnsupportedOperationException(); }

    public static <T> Iterable<T> fixNull(Iterable<T> iterable) { throw new UnsupportedOperationException(); }

    public static String getHexOfSHA256DigestOf(byte[] bytes) { throw new UnsupportedOperationException(); }

    public static String getHexOfSHA256DigestOf(String text) { throw new UnsupportedOperationException(); }
}
