package io.jenkins.plugins.greenlight.stage.image.docker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an engine's classic builder says it does, told from what the programs of the build print: while one runs, nothing but
 * its own end is believed. Ids are as the builder says them, 12 digits.
 */
final class BuildSteps {
    private static final Pattern STEP = Pattern.compile("Step (\\d{1,6})/(\\d{1,6}) : (.*)");
    private static final Pattern IMAGE = Pattern.compile(" ---> ([0-9a-f]{12})?");
    private static final Pattern RUNNING = Pattern.compile(" ---> Running in ([0-9a-f]{12})");
    private static final Pattern TRIGGERS = Pattern.compile("# Executing \\d+ build triggers?");

    /** @param from      what stands behind FROM
     *  @param base      the image it begins with; empty for none
     *  @param triggered whether instructions of the base image's own were done first, which {@code base} has then
     *  @param image     that it ends with, so far; empty for none */
    record BuildStage(String from, String base, boolean triggered, String image) { }

    private final List<BuildStage> stages = new ArrayList<>();
    private final Set<String> created = new LinkedHashSet<>();
    private final Set<String> reused = new LinkedHashSet<>();
    private final Set<String> containers = new LinkedHashSet<>();
    private int step;
    private int total;
    private String text = "";
    private String running = "";
    private boolean cached;
    private boolean triggered;
    private int cachedSteps;

    /** @return whether it is the builder's own word; else it is a program's, or a remark */
    boolean accept(String line) {
        return running.isEmpty() ? begun(line) || ended(line) : over(line);
    }

    private boolean begun(String line) {
        var next = STEP.matcher(line);
        if (next.matches() && Integer.parseInt(next.group(1)) == step + 1) {
            step++;
            total = Integer.parseInt(next.group(2));
            text = next.group(3);
            cached = false;
            triggered = false;
            return true;
        }
        var run = RUNNING.matcher(line);
        if (run.matches() && step > 0) {
            running = run.group(1);
            containers.add(running);
            return true;
        }
        triggered |= isFrom() && TRIGGERS.matcher(line).matches();
        return false;
    }

    private boolean ended(String line) {
        var image = IMAGE.matcher(line);
        if (line.equals(" ---> Using cache")) {
            cached = true;
            return true;
        }
        if (!image.matches() || step == 0) {
            return false;
        }
        named(image.group(1) == null ? "" : image.group(1));
        return true;
    }

    private void named(String id) {
        if (isFrom()) {
            stages.add(new BuildStage(text.substring("FROM".length()).strip(), id, triggered, id));
        } else if (!stages.isEmpty()) {
            var stage = stages.remove(stages.size() - 1);
            stages.add(new BuildStage(stage.from(), stage.base(), stage.triggered(), id));
        }
        if (!id.isEmpty() && (!isFrom() || triggered)) {
            (cached ? reused : created).add(id);
        }
        cachedSteps += cached ? 1 : 0;
        cached = false;
    }

    /** Whether the builder says that the program which runs has ended. */
    boolean isOver(String line) {
        return !running.isEmpty() && line.equals("Removing intermediate container " + running);
    }

    private boolean over(String line) {
        if (!isOver(line)) {
            return false;
        }
        containers.remove(running);
        running = "";
        return true;
    }

    private boolean isFrom() {
        return text.regionMatches(true, 0, "FROM", 0, 4);
    }

    /** From 1; 0 before the first. */
    int step() {
        return step;
    }

    /** {@code 3/7: COPY a b}; empty before the first. */
    String where() {
        return step == 0 ? "" : step + "/" + total + ": " + text;
    }

    int total() {
        return total;
    }

    int cachedSteps() {
        return cachedSteps;
    }

    String text() {
        return text;
    }

    /** Those begun, in their order. */
    List<BuildStage> stages() {
        return List.copyOf(stages);
    }

    /** Images that this build made, the oldest first. */
    Set<String> created() {
        return created;
    }

    /** Images of earlier builds that it took over. */
    Set<String> reused() {
        return reused;
    }

    /** Containers that were made and are not known to be gone. */
    Set<String> containers() {
        return containers;
    }

    /** The stage in which the last one's lowest layers are: its own, or one that it was begun from. Empty for an image from
     *  nothing. */
    Optional<BuildStage> lowest() {
        var at = stages.size() - 1;
        while (at >= 0) {
            int earlier = earlier(BaseName.word(stages.get(at).from()), at);
            if (earlier < 0) {
                return stages.get(at).base().isEmpty() ? Optional.empty() : Optional.of(stages.get(at));
            }
            at = earlier;
        }
        return Optional.empty();
    }

    private int earlier(String name, int before) {
        for (int at = before - 1; at >= 0; at--) {
            if (BaseName.stage(stages.get(at).from()).equalsIgnoreCase(name) && !name.isEmpty()) {
                return at;
            }
        }
        return -1;
    }
}
