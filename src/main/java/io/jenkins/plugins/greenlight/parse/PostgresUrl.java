package io.jenkins.plugins.greenlight.parse;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which PostgreSQL database, as whom; never with which password.
 *
 * @param user    empty for the login name
 * @param options of {@link #OPTIONS}, as they are written
 */
public record PostgresUrl(String user, String host, int port, String database, Map<String, String> options) {
    public static final String EXPECTED = "postgresql://USER@HOST/DATABASE, with :PORT after the host and ?sslmode=verify-full where"
            + " wanted, and the password in PGPASSWORD or ~/.pgpass";
    private static final Set<String> OPTIONS = Set.of("sslmode", "sslrootcert");
    private static final String SCHEME = "postgresql://";
    private static final int PORT = 5432;
    private static final Pattern FORM = Pattern.compile(SCHEME + "(?:([A-Za-z0-9_.-]+)@)?([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::([0-9]{1,5}))?"
            + "/([A-Za-z0-9_.-]+)(?:\\?([A-Za-z0-9_./=&-]+))?");
    private static final Pattern OPTION = Pattern.compile("([a-z]+)=([A-Za-z0-9_./-]+)");

    public PostgresUrl {
        options = Map.copyOf(options);
    }

    /** Whether the text is meant as an address and not as a folder. */
    public static boolean isMeant(String text) {
        return text.contains("://");
    }

    /** @throws IllegalArgumentException saying what is expected; it never repeats the text, which may hold a password */
    public static PostgresUrl parse(String text) {
        var parts = matched(FORM, text);
        var options = new TreeMap<String, String>();
        for (var each : parts.group(5) == null ? new String[0] : parts.group(5).split("&", -1)) {
            var option = matched(OPTION, each);
            options.put(option.group(1), option.group(2));
        }
        if (!OPTIONS.containsAll(options.keySet())) {
            throw new IllegalArgumentException("The address of the PostgreSQL database has the options " + options.keySet()
                    + ". Expected none but sslmode and sslrootcert.");
        }
        int port = parts.group(3) == null ? PORT : Integer.parseInt(parts.group(3));
        return new PostgresUrl(parts.group(1) == null ? "" : parts.group(1), parts.group(2), port, parts.group(4), options);
    }

    private static Matcher matched(Pattern form, String text) {
        var parts = form.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("This is no address of a PostgreSQL database. Expected " + EXPECTED + ".");
        }
        return parts;
    }

    @Override public String toString() {
        var query = new TreeMap<>(options).entrySet().stream().map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return SCHEME + (user.isEmpty() ? "" : user + "@") + host + (port == PORT ? "" : ":" + port) + "/" + database
                + (query.isEmpty() ? "" : "?" + query);
    }
}
