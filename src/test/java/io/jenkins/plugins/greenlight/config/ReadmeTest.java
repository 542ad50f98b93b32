package io.jenkins.plugins.greenlight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show must be true of the reader and of the files. */
class ReadmeTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(version: 1$.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test void showsConfigurationsThatCanBeRead() throws Exception {
        var examples = new ArrayList<String>();

        for (var document : documents().stream().filter(Configs::showsConfigurations).toList()) {
            YAML.matcher(Files.readString(document)).results().forEach(found -> {
                examples.add(found.group(1));
                assertThatCode(() -> ConfigReader.read(found.group(1), "yaml in " + CHECKOUT.relativize(document)))
                        .doesNotThrowAnyException();
            });
        }

        assertThat(examples).isNotEmpty();
    }

    @Test void linksOnlyToWhatIsThere() throws Exception {
        var broken = new ArrayList<String>();

        for (var document : documents()) {
            LINK.matcher(Files.readString(document)).results().map(found -> found.group(1))
                    .filter(link -> !link.matches("[a-z]+:.*") && !leadsSomewhere(document, link))
                    .forEach(link -> broken.add(CHECKOUT.relativize(document) + " -> " + link));
        }

        assertThat(broken).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> here = Files.list(CHECKOUT); Stream<Path> below = Files.list(CHECKOUT.resolve("docs"))) {
            return Stream.concat(here, below).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static boolean leadsSomewhere(Path document, String link) {
        int hash = link.indexOf('#');
        var file = hash == 0 ? document : document.resolveSibling(hash < 0 ? link : link.substring(0, hash));
        return Files.exists(file) && (hash < 0 || anchors(file).contains(link.substring(hash + 1)));
    }

    /** As they are made of headings: small letters, blanks as dashes, other signs left out. */
    private static List<String> anchors(Path file) {
        try {
            return HEADING.matcher(Files.readString(file)).results()
                    .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-')).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
