package io.jenkins.plugins.greenlight.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step asks of the engine: a subcommand, its options, and what is laid over greenlight.yaml. Whether the values are
 * right is for the engine to say. Stored with a running build, so it holds plain collections only.
 */
final class StageRequest implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String CONFIG = "--config=";
    private final ArrayList<String> words = new ArrayList<>();
    private final ArrayList<String> options = new ArrayList<>();
    private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    private final String title;
    private final String section;
    private final boolean deploys;
    private final ArrayList<String> credentials = new ArrayList<>();
    private boolean unstable;
    private String problem = "";

    private StageRequest(List<String> words, String title, String section, boolean deploys) {
        this.words.addAll(words);
        this.title = title;
        this.section = section;
        this.deploys = deploys;
    }

    /** One stage; its values are those of its section in greenlight.yaml. */
    static StageRequest of(StageId id) {
        return switch (id) {
            case SECURITY, COVERAGE, IMAGE -> new StageRequest(List.of(id.word()), id.title(), id.word(), false);
            case LOAD -> new StageRequest(List.of(id.word()), id.title(), "loadTest", false);
            case STAGING, PRODUCTION -> new StageRequest(List.of(id.word()), id.title(), id.word(), true);
            case NOTIFY -> new StageRequest(List.of(id.word()), id.title(), "notification", false);
        };
    }

    /** All seven; its values are those of the whole greenlight.yaml. */
    static StageRequest delivery() {
        return new StageRequest(List.of("run"), "Delivery", "", true);
    }

    /** Back to the previous release in production. */
    static StageRequest rollback() {
        return new StageRequest(List.of("rollback", "production"), "Rollback", "production", true);
    }

    /** A value of the section; null leaves it to greenlight.yaml. */
    StageRequest with(String key, Object value) throws AbortException {
        if (value != null && values.putIfAbsent(key, PlainValues.of(key, value)) != null) {
            throw new AbortException("\"" + key + "\" is given twice, as a parameter and in \"with\". Expected it once.");
        }
        return this;
    }

    StageRequest over(Map<String, ?> with) throws AbortException {
        for (var entry : (with == null ? Map.<String, Object>of() : with).entrySet()) {
            if (entry.getValue() == null) {
                throw new AbortException("\"with\" has no value for \"" + entry.getKey() + "\". Expected one; leave the key out"
                        + " to take what greenlight.yaml says.");
            }
            with(entry.getKey(), entry.getValue());
        }
        return this;
    }

    /** An option of the command line; null leaves it out. */
    StageRequest option(String name, String value) {
        if (value != null && !value.isBlank()) {
            options.add(name + "=" + value);
        }
        return this;
    }

    StageRequest flag(String name, boolean set) {
        if (set) {
            options.add(name);
        }
        return this;
    }

    StageRequest credentials(List<String> named) {
        credentials.addAll(named == null ? List.of() : named);
        return this;
    }

    /** @param word {@code fail}, {@code unstable}, or null for fail */
    StageRequest onFailure(String word) throws AbortException {
        if (word != null && !word.equals("fail") && !word.equals("unstable")) {
            throw new AbortException("onFailure is \"" + word + "\". Expected fail or unstable.");
        }
        unstable = "unstable".equals(word);
        return this;
    }

    String word() {
        return words.get(0);
    }

    List<String> words() {
        return words;
    }

    List<String> options() {
        return options;
    }

    String title() {
        return title;
    }

    List<String> credentials() {
        return credentials;
    }

    /** Laid out by the user; empty for greenlight.yaml. */
    Optional<String> config() {
        return options.stream().filter(option -> option.startsWith(CONFIG)).map(option -> option.substring(CONFIG.length())).findFirst();
    }

    /** Where it deploys to; empty when greenlight.yaml says. */
    Optional<String> environment() {
        return Optional.of(section).filter(name -> deploys && !name.isEmpty());
    }

    /** Whether it may leave a deployment unfinished that must be gone on with. */
    boolean deploys() {
        return deploys;
    }

    /** Whether a gate's no makes the build unstable and lets it go on. */
    boolean unstable() {
        return unstable;
    }

    /** Whether it only tells people how others ended, and has no report of its own. */
    boolean tells() {
        return words.equals(List.of(StageId.NOTIFY.word()));
    }

    /** Whether stages run in it that leave files beside the report. */
    boolean leavesFiles() {
        return !tells() && words.size() == 1;
    }

    /** Whether it is more than one stage. */
    boolean isDelivery() {
        return section.isEmpty();
    }

    /** @param text why the build failed, where no stage says it; null for nothing */
    StageRequest problem(String text) {
        problem = text == null ? "" : text;
        return this;
    }

    String problem() {
        return problem;
    }

    /** The document to lay over greenlight.yaml; empty for none. */
    String overlay() {
        if (values.isEmpty()) {
            return "";
        }
        return Json.writePretty(section.isEmpty() ? values : Map.of(section, values));
    }
}
