package packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** Packs greenlight.hpi without Jenkins' Maven plugin: the jenkins package with all it needs, and the engine for agents.
 *  <pre>packaging.Hpi PROJECT CLASS_PATH</pre> */
public final class Hpi {
    private static final String BASE = "io/jenkins/plugins/greenlight/";
    private static final String PACKAGE = BASE + "jenkins";
    private static final String ENGINE = PACKAGE + "/greenlight.jar";
    private static final String LIB = "WEB-INF/lib/";
    private static final String PLUGIN = LIB + "greenlight-plugin.jar";

    private final Map<String, byte[]> plugin = new TreeMap<>();
    private final Map<String, byte[]> all = new TreeMap<>();
    private final Map<String, String> manifest;
    private final Path project;
    private final Path classes;
    private final Closure closure;

    public Hpi(Path project, Path classes, String classPath) throws IOException {
        this.project = project;
        this.classes = classes;
        manifest = manifest(Pom.read(project.resolve("pom.xml")));
        closure = Closure.of(PACKAGE, classes, classPath,
                new Closure.Provided(project.resolve("src/jenkins-api/java"), Set.of("com/google/common/")));
        if (!closure.strangers().isEmpty()) {
            throw new IOException("Nobody has these classes, which the plugin names: " + closure.strangers()
                    + ". Expected each in Jenkins (src/jenkins-api), in this project or in a library.");
        }
    }

    public static void main(String[] args) throws IOException {
        var project = Path.of(args[0]);
        var target = project.resolve("target");
        var hpi = new Hpi(project, target.resolve("classes"), args[1]);
        var engine = Files.readAllBytes(target.resolve("greenlight.jar"));
        Files.write(target.resolve("greenlight.hpi"), hpi.bytes(engine));
        Files.writeString(target.resolve("greenlight.jar.sha256"), sha256(engine));
        Files.write(target.resolve("hpi-contents.txt"), hpi.contents());
    }

    public byte[] bytes(byte[] engine) throws IOException {
        refuseJenkinsIn(engine);
        plugin.putAll(closure.classes());
        plugin.putAll(resources());
        plugin.put(ENGINE, engine);
        plugin.put(ENGINE + ".sha256", sha256(engine).getBytes(StandardCharsets.US_ASCII));
        // Its own: without these two names Jenkins' class filter refuses to save what the plugin stores.
        var own = Map.of("Short-Name", manifest.get("Short-Name"), "Plugin-Version", manifest.get("Plugin-Version"));
        all.put(PLUGIN, Archive.of(new TreeMap<>(own), plugin));
        for (var library : closure.libraries()) {
            all.put(LIB + library.getFileName(), Files.readAllBytes(library));
        }
        all.put("META-INF/LICENSE", Files.readAllBytes(project.resolve("LICENSE")));
        return Archive.of(manifest, all);
    }

    private static void refuseJenkinsIn(byte[] engine) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(engine))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(PACKAGE + "/") && !entry.isDirectory()) {
                    throw new IOException("The engine has " + entry.getName() + " in it, which loads in Jenkins alone."
                            + " Expected none of that package: see the filters of maven-shade-plugin in pom.xml.");
                }
            }
        }
    }

    public Map<String, String> manifest() {
        return Collections.unmodifiableMap(manifest);
    }

    /** Every entry, those of the plugin's own jar too, in their order. */
    public List<String> contents() {
        List<String> contents = new ArrayList<>(List.of("META-INF/MANIFEST.MF"));
        for (var name : all.keySet()) {
            contents.add(name);
            if (name.equals(PLUGIN)) {
                contents.add(PLUGIN + "!/META-INF/MANIFEST.MF");
                plugin.keySet().forEach(inner -> contents.add(PLUGIN + "!/" + inner));
            }
        }
        return contents;
    }

    /** Views and help beside the package's classes, indexes of annotations, and files that a packed class names. */
    private Map<String, byte[]> resources() throws IOException {
        Map<String, byte[]> resources = new TreeMap<>();
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = classes.relativize(file).toString();
                if (!name.endsWith(".class") && (name.startsWith(PACKAGE + "/") || name.equals("index.jelly")
                        || name.startsWith("META-INF/annotations/") || closure.strings().contains("/" + name))) {
                    resources.put(name, Files.readAllBytes(file));
                }
            }
        }
        return resources;
    }

    private static Map<String, String> manifest(Pom pom) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Group-Id", pom.at("groupId"));
        lines.put("Artifact-Id", pom.at("artifactId"));
        lines.put("Short-Name", pom.at("artifactId"));
        lines.put("Long-Name", pom.at("name"));
        lines.put("Specification-Title", pom.at("description"));
        lines.put("Plugin-Version", pom.at("version"));
        lines.put("Implementation-Version", pom.at("version"));
        lines.put("Jenkins-Version", pom.at("properties/jenkins.version"));
        lines.put("Minimum-Java-Version", pom.at("properties/maven.compiler.release"));
        lines.put("Plugin-Dependencies", pom.at("properties/jenkins.plugins").replaceAll("\\s+", ""));
        lines.put("Support-Dynamic-Loading", "true");
        lines.put("Plugin-License-Name", pom.at("licenses/license/name"));
        lines.put("Plugin-License-Url", pom.at("licenses/license/url"));
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
