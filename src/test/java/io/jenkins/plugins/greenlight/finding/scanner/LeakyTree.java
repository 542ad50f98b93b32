package io.jenkins.plugins.greenlight.finding.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree with everything a scan must find, and with files that ask Trivy to look away. */
public final class LeakyTree {
    /** Of secrets: what none is. Put together here, so that whoever scans this repository has nothing to stop at. */
    public static final String AWS_KEY = "AK" + "IA" + "QWERTYUIOPASDFGH";
    public static final String GITHUB_TOKEN = "gh" + "p_" + "0123456789abcdefghijABCDEFGHIJ012345";

    private LeakyTree() { }

    public static void plant(Path root) throws IOException {
        write(root, "config/deploy.env", "AWS_ACCESS_KEY_ID=" + AWS_KEY, "TOKEN=" + GITHUB_TOKEN);
        write(root, "Dockerfile", "FROM debian:latest", "ADD . /app", "EXPOSE 22", "CMD [\"/app/run\"]");
        write(root, "deploy/pod.yaml", "apiVersion: v1", "kind: Pod", "metadata: {name: shop}", "spec:", "  containers:", "  - name: shop",
                "    image: debian:latest", "    securityContext: {privileged: true}");
        write(root, "package-lock.json", "{\"name\": \"shop\", \"version\": \"1.0.0\", \"lockfileVersion\": 2, \"packages\":"
                + " {\"\": {\"dependencies\": {\"left-pad\": \"1.3.0\"}}, \"node_modules/left-pad\": {\"version\": \"1.3.0\"}},"
                + " \"dependencies\": {\"left-pad\": {\"version\": \"1.3.0\"}}}");
        write(root, "trivy.yaml", "severity: [LOW]", "scan:", "  skip-files: [\"**/*\"]");
        write(root, ".trivyignore", "DS002", "AVD-DS-0002", "KSV017", "AVD-KSV-0017", "aws-access-key-id", "github-pat");
        write(root, "trivy-secret.yaml", "disable-rules: [aws-access-key-id, github-pat]");
    }

    private static void write(Path root, String name, String... lines) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }
}
