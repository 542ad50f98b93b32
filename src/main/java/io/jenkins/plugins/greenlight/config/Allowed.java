package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a policy allows of one kind.
 *
 * @param names none allows nothing
 * @param place in the policy
 */
record Allowed(List<String> names, Node.Place place) {
    private static final String ANY_BELOW = "*.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+");

    Allowed {
        names = List.copyOf(names);
    }

    boolean allows(Demand demand) {
        var value = demand.value();
        return switch (demand.kind()) {
            case COMMAND, VARIABLE -> names.contains(value);
            case SECRET -> names.contains(value) || names.contains(value.replaceFirst("@.*", ""));
            case FOLDER -> names.stream().anyMatch(folder -> Path.of(value).normalize().startsWith(Path.of(folder).normalize()));
            case HOST -> names.stream().anyMatch(name -> isHost(name, value.toLowerCase(Locale.ROOT), value));
        };
    }

    /** A socket's path is told apart by case, a host's name is not. */
    private static boolean isHost(String name, String host, String asWritten) {
        if (asWritten.startsWith("unix://")) {
            return name.equals(asWritten);
        }
        var allowed = name.toLowerCase(Locale.ROOT);
        var bare = host.replaceFirst(":\\d+$", "");
        if (allowed.startsWith(ANY_BELOW)) {
            var end = allowed.substring(1);
            return NAME.matcher(bare).matches() && (isBelow(host, end) || isBelow(bare, end));
        }
        return allowed.equals(host) || allowed.equals(bare);
    }

    private static boolean isBelow(String host, String end) {
        return host.endsWith(end) && host.length() > end.length();
    }

    /** For a message. */
    String expected() {
        return names.isEmpty() ? "none: its list is empty" : "one of " + String.join(", ", names);
    }
}
