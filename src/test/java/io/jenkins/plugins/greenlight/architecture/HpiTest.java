package io.jenkins.plugins.greenlight.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.Extension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.java.sezpoz.Index;
import net.java.sezpoz.Indexable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.annotation_indexer.Indexed;
import packaging.Hpi;
import packaging.Pom;

/** greenlight.hpi, packed from the classes under test with a few bytes for an engine. */
class HpiTest {
    private static final String BASE = "io/jenkins/plugins/greenlight/";
    private static final String PLUGIN = "WEB-INF/lib/greenlight-plugin.jar";
    private static final Path PROJECT = Path.of("");
    private static final Path CLASSES = Path.of("target/classes");
    @TempDir private Path folder;

    @Test void holdsWhatItsListSays() throws IOException {
        var hpi = hpi();
        hpi.bytes(engine("cli/Main.class"));

        assertThat(hpi.contents()).as("What greenlight.hpi holds has changed. When all of it is meant,"
                        + " copy target/hpi-contents.txt of mvn package over src/test/resources/hpi-contents.txt")
                .isEqualTo(Files.readAllLines(Path.of("src/test/resources/hpi-contents.txt")));
    }

    @Test void reachesNoLayerThatDoesTheWork() throws IOException {
        var entries = unzip(hpi().bytes(engine("cli/Main.class")));

        assertThat(entries.keySet()).allMatch(name -> !name.endsWith(".jar") || name.equals(PLUGIN)
                || name.matches("WEB-INF/lib/jackson-(annotations|core|databind)-[0-9.]+\\.jar"));
        assertThat(unzip(entries.get(PLUGIN)).keySet()).filteredOn(name -> name.endsWith(".class"))
                .hasSizeGreaterThan(50).allMatch(name -> name.matches(BASE + "(jenkins|report|stage|gate|parse)/[^/]+"));
    }

    @Test void tellsJenkinsWhoItIsAndWhatItNeeds() throws IOException {
        var pom = Pom.read(Path.of("pom.xml"));
        var entries = unzip(hpi().bytes(engine("cli/Main.class")));

        var lines = new Manifest(new ByteArrayInputStream(entries.get("META-INF/MANIFEST.MF"))).getMainAttributes();
        var own = new Manifest(new ByteArrayInputStream(unzip(entries.get(PLUGIN)).get("META-INF/MANIFEST.MF")))
                .getMainAttributes();

        assertThat(entries.keySet()).first().isEqualTo("META-INF/MANIFEST.MF");
        assertThat(lines.getValue("Short-Name")).isEqualTo("greenlight").isEqualTo(own.getValue("Short-Name"));
        assertThat(lines.getValue("Plugin-Version")).isEqualTo(pom.at("version")).isEqualTo(own.getValue("Plugin-Version"));
        assertThat(lines.getValue("Jenkins-Version")).isEqualTo("2.528.3");
        assertThat(lines.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(lines.getValue("Support-Dynamic-Loading")).isEqualTo("true");
        assertThat(lines.getValue("Plugin-Dependencies").split(",")).allMatch(one -> one.matches("[a-z-]+:[0-9][\\w.]+"));
    }

    @Test void isTheSameBytesEachTime() throws IOException {
        assertThat(hpi().bytes(engine("cli/Main.class"))).isEqualTo(hpi().bytes(engine("cli/Main.class")));
    }

    @Test void loadsWithNothingButItselfAndJenkins() throws Exception {
        var entries = unzip(hpi().bytes(engine("cli/Main.class")));

        try (var jenkins = new URLClassLoader(jenkins(), ClassLoader.getPlatformClassLoader());
                var plugin = new URLClassLoader(libraries(entries), jenkins)) {
            for (var name : unzip(entries.get(PLUGIN)).keySet()) {
                if (name.endsWith(".class")) {
                    var type = Class.forName(className(name), false, plugin);
                    assertThat(type.getDeclaredMethods().length + type.getDeclaredFields().length).isNotNegative();
                }
            }
            assertThat(plugin.loadClass("io.jenkins.plugins.greenlight.report.DeliveryReport").getClassLoader()).isSameAs(plugin);
        }
    }

    @Test void handsOutTheEngineAndItsHash() throws Exception {
        var engine = engine("cli/Main.class");
        var entries = unzip(hpi().bytes(engine));

        try (var plugin = new URLClassLoader(libraries(entries), getClass().getClassLoader().getParent());
                var jar = plugin.getResourceAsStream(BASE + "jenkins/greenlight.jar");
                var hash = plugin.getResourceAsStream(BASE + "jenkins/greenlight.jar.sha256")) {
            assertThat(jar.readAllBytes()).isEqualTo(engine);
            assertThat(new String(hash.readAllBytes(), StandardCharsets.US_ASCII)).hasSize(64)
                    .isEqualTo(io.jenkins.plugins.greenlight.parse.Sha256.of(new ByteArrayInputStream(engine)));
        }
    }

    @Test void listsEveryExtensionItHoldsAndNoOther() throws Exception {
        var inside = unzip(unzip(hpi().bytes(engine("cli/Main.class"))).get(PLUGIN)).keySet();

        List<String> listed = new ArrayList<>();
        try (var own = new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, getClass().getClassLoader())) {
            Index.load(Extension.class, Object.class, own)
                    .forEach(item -> listed.add(item.className().replace('.', '/') + ".class"));
        }

        assertThat(listed).isNotEmpty().allMatch(inside::contains);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(extensions(inside));
    }

    @Test void hasAnIndexOfEachIndexedAnnotationItUses() throws IOException {
        var inside = unzip(unzip(hpi().bytes(engine("cli/Main.class"))).get(PLUGIN)).keySet();

        var used = inside.stream().filter(name -> name.endsWith(".class")).map(name -> JenkinsSignatures.load(className(name)))
                .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods())))
                .flatMap(element -> Stream.of(element.getAnnotations())).map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(Indexable.class) || type.isAnnotationPresent(Indexed.class))
                .map(type -> "META-INF/annotations/" + type.getName());

        assertThat(inside).containsAll(used.toList()).contains("META-INF/annotations/hudson.Extension");
    }

    @Test void refusesAnEngineThatHasThePluginInIt() {
        assertThatThrownBy(() -> hpi().bytes(engine("jenkins/EngineStep.class"))).isInstanceOf(IOException.class)
                .hasMessageContaining("The engine has io/jenkins/plugins/greenlight/jenkins/EngineStep.class in it");
    }

    @Test void refusesAClassThatNobodyHas() throws IOException {
        for (var name : List.of("pom.xml", "LICENSE")) {
            Files.copy(Path.of(name), folder.resolve(name));
        }

        assertThatThrownBy(() -> new Hpi(folder, CLASSES.toAbsolutePath(), "")).isInstanceOf(IOException.class)
                .hasMessageContaining("Nobody has these classes").hasMessageContaining("hudson/FilePath")
                .hasMessageContaining("com/fasterxml/jackson/databind/ObjectMapper");
    }

    private static List<String> extensions(Iterable<String> names) {
        List<String> extensions = new ArrayList<>();
        for (var name : names) {
            if (name.endsWith(".class") && JenkinsSignatures.load(className(name)).isAnnotationPresent(Extension.class)) {
                extensions.add(name);
            }
        }
        return extensions;
    }

    private static String className(String entry) {
        return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    }

    private static Hpi hpi() throws IOException {
        return new Hpi(PROJECT, CLASSES, System.getProperty("java.class.path"));
    }

    private static byte[] engine(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry(BASE + name);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private URL[] libraries(Map<String, byte[]> entries) throws IOException {
        List<URL> libraries = new ArrayList<>();
        for (var entry : entries.entrySet()) {
            if (entry.getKey().endsWith(".jar")) {
                var file = folder.resolve(entry.getKey().substring("WEB-INF/lib/".length()));
                Files.write(file, entry.getValue());
                libraries.add(file.toUri().toURL());
            }
        }
        return libraries.toArray(URL[]::new);
    }

    /** What a plugin finds above it: Jenkins' types, and Guava. */
    private static URL[] jenkins() {
        var guava = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> new File(element).getName().startsWith("guava-"));
        return Stream.concat(Stream.of("target/jenkins-api-classes/"), guava).map(HpiTest::url).toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
