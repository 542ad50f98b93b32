package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the schema says of every key, for people: on a terminal, and as docs/configuration-reference.md. */
public final class Reference {
    private static final Pattern PAGE = Pattern.compile("\\b([a-z]+\\.md)\\b");
    private static final String PRODUCTION = "production";
    private static final String STAGING = "staging";

    private Reference() { }

    /**
     * Everything about one key, with the keys below it.
     *
     * @param path such as {@code production.watch}; a list's element with or without {@code [0]}
     * @throws IllegalArgumentException when there is no such key; names the nearest
     */
    public static String of(String path) {
        String plain = plain(path);
        var all = Key.all();
        return all.stream().filter(key -> matches(plain, plain(key.path()))).findFirst().map(Reference::text).orElseThrow(() ->
                new IllegalArgumentException("There is no key \"" + path + "\" in greenlight.yaml." + meant(plain, all)
                        + " Expected one such as production.watch; greenlight docs --markdown lists all of them."));
    }

    /** The whole page. */
    public static String markdown() {
        var page = new StringBuilder("""
                # Reference of greenlight.yaml

                Written by `./greenlight docs --markdown > docs/configuration-reference.md` from
                [greenlight.schema.json](../src/main/resources/io/jenkins/plugins/greenlight/greenlight.schema.json).
                [configuration.md](configuration.md) says what the values mean and what a stage does with them.

                ## Top level

                """);
        var top = Key.all().stream().filter(key -> !key.path().contains(".")).toList();
        page.append(table(top));
        top.stream().filter(key -> !key.name().equals(STAGING)).forEach(key -> page.append(section(key, "##")));
        return page.toString();
    }

    private static String text(Key key) {
        var facts = new ArrayList<String>();
        facts.add("Type      " + key.type());
        facts.add(key.required() ? "Required  yes" : "Default   " + key.usual().orElse("none"));
        key.example().ifPresent(example -> facts.add("Example   " + example));
        String below = key.children().stream().map(Reference::line).collect(Collectors.joining());
        return key.path() + "\n  " + key.description() + "\n\n  " + String.join("\n  ", facts) + "\n"
                + (below.isEmpty() ? "" : "\n" + below);
    }

    private static String line(Key key) {
        String type = key.type() + (key.required() ? ", required" : key.usual().map(usual -> ", default " + usual).orElse(""));
        return "  " + key.name() + ": " + type + "\n      " + key.description() + "\n";
    }

    private static String section(Key key, String heading) {
        var children = key.children();
        if (children.isEmpty()) {
            return "";
        }
        return "\n" + heading + " " + title(key) + "\n\n" + linked(key.description()) + "\n\n" + table(children)
                + children.stream().map(child -> section(child, "###")).collect(Collectors.joining());
    }

    private static String title(Key key) {
        return List.of(PRODUCTION, STAGING).contains(key.path()) ? "staging and production"
                : key.children().get(0).path().replaceFirst("\\.[^.]*$", "");
    }

    /** As it is made of a heading: small letters, dashes for blanks, no other signs. */
    private static String anchor(String title) {
        return "#" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String table(List<Key> keys) {
        return keys.stream().map(Reference::row)
                .collect(Collectors.joining("", "| Key | Type | Default | Meaning |\n|---|---|---|---|\n", ""));
    }

    private static String row(Key key) {
        boolean section = !key.children().isEmpty();
        String name = section ? "[`" + key.name() + "`](" + anchor(title(key)) + ")" : "`" + key.name() + "`";
        String usual = key.required() ? "required" : key.usual().map(value -> "`" + value + "`").orElse("none");
        String shown = section ? "" : key.example().filter(example -> !example.equals(key.name() + ": " + key.usual().orElse("")))
                .map(example -> " `" + example.replace("|", "\\|") + "`").orElse("");
        return "| " + name + " | " + key.type().replace("|", "\\|") + " | " + usual + " | "
                + linked(key.description()) + shown + " |\n";
    }

    private static String linked(String description) {
        return PAGE.matcher(description).replaceAll("[$1]($1)");
    }

    private static String plain(String path) {
        return path.replaceAll("\\[\\d*]", "");
    }

    /** A name of one's own stands for NAME. */
    private static boolean matches(String path, String key) {
        return path.matches(Pattern.quote(key).replace("NAME", "\\E[^.]+\\Q"));
    }

    private static String meant(String path, List<Key> all) {
        var paths = all.stream().map(key -> plain(key.path())).toList();
        Optional<String> below = paths.stream().filter(key -> key.endsWith("." + path) && !key.startsWith(STAGING)).findFirst();
        return below.map(key -> " Did you mean \"" + key + "\"?").orElseGet(() -> Suggestion.sentence(path, paths));
    }
}
