package io.jenkins.plugins.greenlight.hostile;

import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A small report of each format, in which one text stands wherever its tool writes a text. */
public enum Sample {
    TRIVY("trivy.json"), SARIF("sarif.json"), SPOTBUGS("spotbugs.xml"), BANDIT("bandit.json"), CYCLONEDX("cyclonedx.json"),
    JACOCO("jacoco.xml"), COBERTURA("cobertura.xml"), LCOV("lcov.info");

    /** Where the text stands. */
    private static final String MARK = "\u00a7";

    private final String file;

    Sample(String file) {
        this.file = file;
    }

    public static List<Sample> json() {
        return Arrays.stream(values()).filter(Sample::isJson).toList();
    }

    public static List<Sample> xml() {
        return Arrays.stream(values()).filter(Sample::isXml).toList();
    }

    public static List<Sample> findings() {
        return Arrays.stream(values()).filter(sample -> !sample.isCoverage()).toList();
    }

    public static List<Sample> coverage() {
        return Arrays.stream(values()).filter(Sample::isCoverage).toList();
    }

    boolean isJson() {
        return file.endsWith(".json");
    }

    boolean isXml() {
        return file.endsWith(".xml");
    }

    public boolean isCoverage() {
        return this == JACOCO || this == COBERTURA || this == LCOV;
    }

    /** Findings, the suppressed ones among them, or distinct lines. */
    public int count() {
        return switch (this) {
            case TRIVY -> 6;
            case SARIF, LCOV, JACOCO, COBERTURA -> 4;
            case SPOTBUGS, CYCLONEDX -> 3;
            case BANDIT -> 2;
        };
    }

    /** Of the element that holds all. */
    String root() {
        return switch (this) {
            case SPOTBUGS -> "BugCollection";
            case JACOCO -> "report";
            case COBERTURA -> "coverage";
            case TRIVY, SARIF, BANDIT, CYCLONEDX, LCOV -> throw new IllegalStateException(this + " is no XML.");
        };
    }

    public String text() {
        return with("plain");
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** With this text as its format spells it; what XML cannot hold is left out there, line ends are in LCOV. */
    public String with(String text) {
        return template().replace(MARK, isJson() ? json(text) : isXml() ? xml(text) : text.replaceAll("[\\r\\n]", " "));
    }

    private static String json(String text) {
        String quoted = Json.write(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String xml(String text) {
        var out = new StringBuilder();
        text.codePoints().filter(c -> c >= 0x20 && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff || c == '\n' || c == '\t')
                .forEach(c -> out.append(c >= 'a' && c <= 'z' ? Character.toString(c) : "&#" + c + ";"));
        return out.toString();
    }

    private String template() {
        try (var in = Objects.requireNonNull(Sample.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
