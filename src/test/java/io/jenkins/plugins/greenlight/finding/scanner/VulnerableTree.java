package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A project, and an image, with packages that {@link TrivyDatabase} knows something of. */
public final class VulnerableTree {
    private VulnerableTree() { }

    /** @param packages of npm, each as {@code lodash@4.17.20} */
    public static void npm(Path root, String... packages) throws IOException {
        Files.writeString(root.resolve("package-lock.json"), "{\"name\": \"shop\", \"version\": \"1.0.0\","
                + " \"lockfileVersion\": 3, \"packages\": {\"\": {\"dependencies\": {" + each(packages, "\"%s\": \"%s\"") + "}}, "
                + each(packages, "\"node_modules/%s\": {\"version\": \"%s\"}") + "}}");
    }

    private static String each(String[] packages, String form) {
        return Arrays.stream(packages).map(one -> form.formatted((Object[]) one.split("@"))).collect(Collectors.joining(", "));
    }

    public static void log4j(Path root, String version) throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project><modelVersion>4.0.0</modelVersion>"
                + "<groupId>org.example</groupId><artifactId>shop</artifactId><version>1</version>"
                + "<dependencies><dependency><groupId>org.apache.logging.log4j</groupId>"
                + "<artifactId>log4j-core</artifactId><version>" + version
                + "</version></dependency></dependencies></project>\n");
    }

    /** A Debian 12 with curl, tar and lodash, as {@code docker save} writes it. */
    public static byte[] image() throws IOException {
        return image(new TarWriter().folder("etc/").file("etc/debian_version", 0644, "12.5\n")
                .folder("var/").folder("var/lib/").folder("var/lib/dpkg/").file("var/lib/dpkg/status", 0644,
                        installed("libcurl4", "curl", "7.88.1-10+deb12u1") + installed("tar", "tar", "1.34+dfsg-1.2"))
                .folder("app/").folder("app/node_modules/").folder("app/node_modules/lodash/")
                .file("app/node_modules/lodash/package.json", 0644, "{\"name\": \"lodash\", \"version\": \"4.17.20\"}").bytes());
    }

    private static String installed(String name, String source, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nSource: " + source + "\nVersion: " + version
                + "\nArchitecture: amd64\nMaintainer: nobody\n\n";
    }

    /** @param layer the only one, a tar file */
    static byte[] image(byte[] layer) throws IOException {
        var image = "{\"architecture\": \"amd64\", \"os\": \"linux\", \"config\": {},"
                + " \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"sha256:"
                + Sha256.of(new ByteArrayInputStream(layer)) + "\"]}, \"history\": [{\"created_by\": \"test\"}]}";
        return new TarWriter().file("config.json", 0644, image).file("layer.tar", layer)
                .file("manifest.json", 0644, "[{\"Config\": \"config.json\", \"RepoTags\": [\"shop:1\"],"
                        + " \"Layers\": [\"layer.tar\"]}]").bytes();
    }
}
