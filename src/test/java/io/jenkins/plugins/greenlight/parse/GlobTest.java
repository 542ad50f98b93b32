package io.jenkins.plugins.greenlight.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "**/jacoco.xml jacoco.xml", "**/jacoco.xml a/b/jacoco.xml", "target/**/*.xml target/a.xml",
        "target/**/*.xml target/a/b/c.xml", "target/** target/a/b", "*.txt a.txt", "a?c abc",
        "*.{xml,json} a.json", "{**/,}a.txt b/a.txt", "{a,**/b}.txt b.txt", "[a-c].txt b.txt", "[!a-c].txt d.txt",
        "a\\*b a*b", "a+b(1)$.txt a+b(1)$.txt", "a,b} a,b}", "[^&].txt &.txt", "a**b a/x/b", "{a{b,c},d}e ace", "{a{b,c},d}e de",
        "x{,/**}/y x/y", "[]] ]", "[a-].txt -.txt", "?.txt \uD83D\uDE00.txt", "**/b b", "a/**/b a/b", "a**/b ac/b", "**/abc/**/d abc/d", "**/abc/** abc/d"})
    void matches(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "**/jacoco.xml ajacoco.xml", "**/jacoco.xml a/bjacoco.xml", "target/**/*.xml other/a.xml", "*.txt b/a.txt",
        "a?c a/c", "*.{xml,json} a.xjson", "[!a].txt /.txt", "[a-c].txt d.txt", "a.txt abtxt", "a.txt A.txt", "a\\*b axb",
        "target/** target", "{a{b,c},d}e abce", "a**/b b", "ab a", "a ab"})
    void doesNotMatch(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b", "a{b", "a\\", "[z-a]", "[!]", "[", "{{a}"})
    void refusesAndSaysWhich(String glob) {
        assertThatThrownBy(() -> Glob.of(glob)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + glob + "\"").hasMessageContaining("Expected one");
    }

    @Test void refusesOneThatIsTooLong() {
        assertThat(Glob.of("a".repeat(1000)).matches("a".repeat(1000))).isTrue();
        assertThatThrownBy(() -> Glob.of("a".repeat(1001))).hasMessageContaining("1001 characters").hasMessageContaining("at most 1000");
    }

    @ParameterizedTest
    @CsvSource({"a/b/*.txt,a/b", "a/b*/c/d.txt,a", "a/b.txt,a", "a.txt,''", "**/a,''"})
    void knowsTheFolderAllMatchesAreIn(String glob, String base) {
        assertThat(Glob.of(glob).base()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"**,true", "**/*,true", "*.*,true", "**/*.java,false", "a/**,false"})
    void knowsWhetherItTellsPathsApart(String glob, boolean anything) {
        assertThat(Glob.of(glob).matchesAnything()).isEqualTo(anything);
    }

    /** Going back and forth, this would take longer than anybody lives. */
    @Test void takesNoLongerWithManyStars() {
        var glob = Glob.of("**a".repeat(60) + "b{c,{d,**e}}");

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(glob.matches("a".repeat(20_000))).isFalse());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(glob.matches("a".repeat(20_000) + "bc")).isTrue());
    }

    @Property void agreesWithARegularExpression(@ForAll("pieces") List<String> pieces, @ForAll("paths") String path) {
        String glob = String.join("", pieces);

        assertThat(Glob.of(glob).matches(path)).as(glob + " on " + path).isEqualTo(Pattern.matches(regex(pieces), path));
    }

    @Provide Arbitrary<List<String>> pieces() {
        return Arbitraries.of("a", "b", "/", "*/x", "*", "**", "?", "[ab]", "[!a]", "{a,b/}", "{,*}", "\\*").list().ofMaxSize(7)
                .filter(list -> !String.join("", list).contains("***") && !String.join("", list).matches("(.*[/{,])?\\*\\*/.*"));
    }

    @Provide Arbitrary<String> paths() {
        return Arbitraries.strings().withChars("abx/*").ofMaxLength(8);
    }

    private static String regex(List<String> pieces) {
        return String.join("", pieces).replace("\\*", "\u0001").replace("{a,b/}", "(?:a|b/)").replace("{,*}", "(?:|*)").replace("**", "\u0002")
                .replace("*", "[^/]*").replace("?", "\u0003").replace("(\u0003:", "(?:").replace("\u0003", "[^/]").replace("[!a]", "[^a/]")
                .replace("\u0002", ".*").replace("\u0001", "\\*");
    }
}
