package io.jenkins.plugins.greenlight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import packaging.Hpi;
import packaging.Pom;

/** jenkins.pom.xml builds the same plugin as pom.xml does. */
class JenkinsPomTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String COMPILED = "build/plugins/plugin[artifactId='maven-compiler-plugin']/executions"
            + "/execution[id='default-compile']/configuration/";

    private final Pom ours = Pom.read(Path.of("pom.xml"));
    private final Pom jenkins = Pom.read(Path.of("jenkins.pom.xml"));

    JenkinsPomTest() throws IOException { }

    @ParameterizedTest
    @ValueSource(strings = {"groupId", "artifactId", "version", "name", "description", "licenses/license/name",
        "licenses/license/url", "properties/jenkins.version", "properties/maven.compiler.release", "properties/jackson.version",
        "dependencies/dependency[artifactId='assertj-core']/version",
        "dependencies/dependency[artifactId='jackson-databind']/version"})
    void bothSayTheSame(String path) throws IOException {
        assertThat(jenkins.at(path)).isEqualTo(ours.at(path));
    }

    @Test void bothDependOnTheSamePluginsInTheSameVersions() throws IOException {
        var needed = "dependencies/dependency[starts-with(groupId, 'org.jenkins-ci.') and not(scope)]";
        var names = jenkins.all(needed + "/artifactId");
        var versions = jenkins.all(needed + "/version");

        var manifest = new Hpi(Path.of(""), Path.of("target/classes"), System.getProperty("java.class.path")).manifest();

        assertThat(names).hasSameSizeAs(versions).hasSizeGreaterThan(5);
        assertThat(manifest.get("Plugin-Dependencies").split(",")).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, names.size()).mapToObj(i -> names.get(i) + ":" + versions.get(i)).toList());
    }

    @Test void takesTheBillOfMaterialsOfItsJenkins() throws IOException {
        var line = jenkins.at("properties/jenkins.version").replaceAll("\\.\\d+$", "");

        assertThat(jenkins.at("dependencyManagement/dependencies/dependency/artifactId")).isEqualTo("bom-" + line + ".x");
    }

    @Test void compilesWhatThePluginHolds(@TempDir Path folder) throws IOException {
        var pattern = jenkins.at(COMPILED + "includes/include");
        assertThat(jenkins.at(COMPILED + "implicit")).isEqualTo("class");

        var compiled = compile(pattern, folder);

        assertThat(compiled).isEqualTo(packed());
    }

    @Test void packsTheEngineWhereThePluginLooksForIt() throws IOException {
        assertThat(jenkins.at("build/resources/resource[directory='target']/targetPath"))
                .isEqualTo("io/jenkins/plugins/greenlight/jenkins");
        assertThat(jenkins.all("build/resources/resource[directory='target']/includes/include"))
                .containsExactly("greenlight.jar", "greenlight.jar.sha256");
    }

    /** As javac does it for jenkins.pom.xml: those sources, with all other sources in reach, and no library but its own. */
    private static Set<String> compile(String pattern, Path folder) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-sourcepath", SOURCES.toString(),
                "-implicit:class", "-proc:none", "-nowarn", "--release", "17",
                "-classpath", "target/jenkins-api-classes" + File.pathSeparator + libraries()));
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> matcher.matches(SOURCES.relativize(file))).map(Path::toString).forEach(arguments::add);
        }
        var said = new StringWriter();
        int code = ToolProvider.findFirst("javac").orElseThrow()
                .run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> new File(element).getName().matches("(jackson-(annotations|core|databind)|guava|sezpoz)-.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Set<String> packed() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/hpi-contents.txt")).stream().filter(line -> line.endsWith(".class"))
                .map(line -> line.substring(line.indexOf("!/") + 2)).collect(Collectors.toCollection(TreeSet::new));
    }
}
