package io.jenkins.plugins.greenlight.stage.image.docker.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.stage.image.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.image.build.Dockerfile;
import io.jenkins.plugins.greenlight.stage.image.docker.EngineWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
    private static final List<String> FILES = List.of("Dockerfile", "a.txt", "b.log", ".hidden", "dir/a.txt", "dir/sub/a.txt", "dir/sub/b.log",
            "other/dir/a.txt", "we ird/[x].txt", "foo/bar/baz", "foobar", "xfoo", "a+b(c)$.txt", "ümlaut/é", "dir.txt/q");
    private static Path folder;
    private static DockerCommand docker;

    @BeforeAll @BeforeContainer static void aTree() throws IOException {
        folder = Files.createTempDirectory("ignore");
        for (var file : FILES) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), file.equals("Dockerfile") ? "FROM scratch\n" : file);
        }
        Files.createSymbolicLink(folder.resolve("link"), Path.of("dir"));
        Files.createSymbolicLink(folder.resolve("dir/up"), Path.of("../../elsewhere"));
        Files.setPosixFilePermissions(folder.resolve("a.txt"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-x---"));
    }

    @AfterAll @AfterContainer static void gone() throws IOException {
        if (docker != null) {
            docker.close();
            docker = null;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Set<String> theirs(String rules) throws Exception {
        Files.writeString(folder.resolve(".dockerignore"), rules);
        docker = docker == null ? new DockerCommand() : docker;
        return docker.sends(folder);
    }

    private static Set<String> ours(String rules) throws Exception {
        Files.writeString(folder.resolve(".dockerignore"), rules);
        var context = BuildContext.of(new Dockerfile("Dockerfile", ".", Map.of(), "", List.of(), false), new FolderWorkspace(folder), new EngineWork.Said());
        try (var tar = context.open()) {
            return DockerCommand.files(tar);
        }
    }

    private static Set<String> names(Set<String> files) {
        var names = new TreeSet<String>();
        files.forEach(file -> names.add(file.replaceFirst(" \\d+ \\d+ .*$", "")));
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# *\n", "*", "*\n!a.txt", "**", "**\n!dir/a.txt", "*.txt", "**/*.txt", "**.txt", "dir", "dir/", "/dir", "./dir//sub", "dir/*",
        "dir/**", "dir/../a.txt", "*/a.txt", "*/*/a.txt", "?oobar", "[a-b].*", "[^a]*", "foo*\n!foobar", "dir\n!dir/sub/a.txt", "dir\n!dir/sub\ndir/sub/b.log",
        "**/sub", "**foo", "d**t", "dir/**/b.log", "**/dir/**", "  a.txt  ", " # no comment", "\\.hidden", "we ird/\\[x\\].txt", "we ird/[[]x].txt", "link",
        "link/a.txt", "Dockerfile\n.dockerignore", "*\n!.\n!dir", "!a.txt\na.txt", "\uFEFFa.txt", "..", "/", ".", "a+b(c)$.txt", "ümlaut/?", "!", "**/", "a.txt\r\nb.log"})
    void sendsWhatDockerItselfSends(String rules) throws Exception {
        if (rules.equals("!")) {
            assertThatThrownBy(() -> ours(rules)).hasMessageStartingWith(".dockerignore:1 is \"!\": a ! without a pattern");
            return;
        }
        assertThat(ours(rules)).isEqualTo(theirs(rules));
    }

    @Provide Arbitrary<List<String>> rules() {
        var name = Arbitraries.of("a.txt", "b.log", "dir", "sub", "foo", "bar", "foobar", "other", "*", "**", "*.txt", "f*", "?oo", "[a-d]*", "**r", ".hidden");
        var pattern = name.list().ofMinSize(1).ofMaxSize(3).map(names -> String.join("/", names));
        var literal = Arbitraries.of("a.txt", "dir", "dir/sub", "dir/sub/a.txt", "dir/a.txt", "foo", "foo/bar", "other/dir", "foobar", ".hidden").map(path -> "!" + path);
        return Arbitraries.oneOf(pattern, pattern, literal).list().ofMinSize(1).ofMaxSize(5);
    }

    @Property(tries = 40, seed = "7") void sendsWhatDockerItselfSendsForAnyRules(@ForAll("rules") List<String> rules) throws Exception {
        var text = String.join("\n", rules);

        assertThat(ours(text)).as(text).isEqualTo(theirs(text));
    }

    /** As BuildKit has it, and Docker's documentation; its older command line does not look into an ignored folder for stars. */
    @Test void sparesWhatAnExceptionWithStarsNamesInAnIgnoredFolder() throws Exception {
        assertThat(names(ours("*\n!**/sub/*.txt\n!d?r/a.txt"))).containsExactly(".dockerignore", "Dockerfile", "dir/a.txt", "dir/sub/a.txt");
    }

    @ParameterizedTest
    @CsvSource({"a[, a [ that is not closed", "a[], with nothing in it", "a\\, a backslash at the end", "[z-a], a pattern that is not closed"})
    void namesTheLineThatIsNoPattern(String rule, String words) {
        assertThatThrownBy(() -> IgnoreRules.read("\n" + rule, "x.dockerignore")).isInstanceOf(IOException.class)
                .hasMessageContaining("x.dockerignore:2 is \"" + rule + "\": ").hasMessageContaining(words);
    }
}
