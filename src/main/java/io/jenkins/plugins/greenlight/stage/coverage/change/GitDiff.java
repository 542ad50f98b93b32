package io.jenkins.plugins.greenlight.stage.coverage.change;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.port.Command;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Asks git what the files of the workspace differ in from where their branch left another. The files as they lie there, since it
 * is these that were built and tested; files that git does not track are none of it.
 */
public final class GitDiff {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");
    private static final int LONGEST = 300;
    /** Whatever the repository or its user set up: nothing is run, painted, shortened or named in another way. */
    private static final List<String> DIFF = List.of("diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv",
            "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "--diff-algorithm=default", "--relative");

    private final CommandRunner commands;
    private final Path root;

    /** @param root of the workspace, which may be a folder of the repository */
    public GitDiff(CommandRunner commands, Path root) {
        this.commands = commands;
        this.root = root;
    }

    /**
     * @param base       a branch, tag or commit, not beginning with a dash
     * @param extensions of the files asked for, without a dot; none asks for all files
     * @param scratch    the diff is written to this file and removed from there
     */
    public FoundChanges since(String base, Collection<String> extensions, Path scratch) throws InterruptedException {
        try {
            var inside = git("rev-parse", "--is-inside-work-tree");
            if (!inside.succeeded()) {
                return refused(base, inside);
            }
            var tip = git("rev-parse", "--verify", "--quiet", base + "^{commit}");
            if (!tip.succeeded()) {
                return unknown(base);
            }
            var tracked = names(git(files(List.of("ls-files", "-z"), extensions)));
            if (tracked.isEmpty()) {
                return FoundChanges.unknown("git tracks no source in " + root, against(base),
                        "Run the gate in the clone of the commit that is delivered, or give a unified diff in \"changes.diff\".");
            }
            var fork = git("merge-base", tip.output().strip(), "HEAD");
            return fork.succeeded() ? diff(base, fork.output().strip(), extensions, scratch, tracked) : unrelated(base, fork);
        } catch (IOException e) {
            return FoundChanges.unknown("git cannot be asked: " + e.getMessage(), against(base),
                    "Install git where the gate runs, or give a unified diff in \"changes.diff\".");
        }
    }

    private FoundChanges diff(String base, String fork, Collection<String> extensions, Path scratch, List<String> tracked)
            throws IOException, InterruptedException {
        try {
            Files.createDirectories(scratch.toAbsolutePath().getParent());
            var argv = new ArrayList<>(DIFF);
            argv.addAll(List.of("--output=" + scratch.toAbsolutePath(), fork));
            var written = git(files(argv, extensions));
            if (!written.succeeded() || !Files.exists(scratch)) {
                return refused(base, written);
            }
            return FoundChanges.read(DiffReader.read(scratch, "git diff " + fork), "the commit " + fork + ", where this left " + base, tracked);
        } catch (ParseException e) {
            return FoundChanges.unknown(e.getMessage(), against(base), "Give a unified diff in \"changes.diff\" and report this as a defect.");
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** Of a list too long to be kept whole, the first name is cut: it matches nothing then. */
    private static List<String> names(CommandResult listed) {
        return Arrays.stream(listed.output().split("\0")).filter(name -> !name.isEmpty()).toList();
    }

    /** Limited to what reports can speak of: of a change that brings in half a database of other files nothing is written. */
    private static String[] files(List<String> arguments, Collection<String> extensions) {
        var argv = new ArrayList<>(arguments);
        argv.add("--");
        if (extensions.stream().allMatch(extension -> PLAIN.matcher(extension).matches())) {
            extensions.stream().sorted().forEach(extension -> argv.add(":(glob)**/*." + extension));
        }
        return argv.toArray(String[]::new);
    }

    /** A build server's clone has the branches of others as origin/BRANCH alone: then that name is the advice. */
    private FoundChanges unknown(String base) throws IOException, InterruptedException {
        var remote = "origin/" + base;
        if (git("rev-parse", "--verify", "--quiet", "refs/remotes/" + remote + "^{commit}").succeeded()) {
            return FoundChanges.unknown("git knows no commit " + base + ", but " + remote, against(base), "Write base: " + remote
                    + " in \"changes\": this clone has no branch " + base + " of its own.");
        }
        return FoundChanges.unknown("git knows no commit " + base, against(base), isShallow()
                ? "This clone is shallow: git fetch --unshallow, and fetch " + base + "; or let the checkout fetch everything (fetch-depth: 0)."
                : "Fetch it before the gate runs, as by git fetch origin, or correct \"changes.base\".");
    }

    private FoundChanges unrelated(String base, CommandResult told) throws IOException, InterruptedException {
        return FoundChanges.unknown("git finds no commit from which both " + base + " and this one come" + said(told), against(base), isShallow()
                ? "This clone is shallow: git fetch --unshallow, or let the checkout fetch everything (fetch-depth: 0)."
                : "Name a base with a history in common in \"changes.base\".");
    }

    private static FoundChanges refused(String base, CommandResult told) {
        return FoundChanges.unknown("git cannot tell the changes here, exit " + told.exitCode() + said(told), against(base),
                "Run the gate in a clone that git lets this user read, or give a unified diff in \"changes.diff\".");
    }

    private static String said(CommandResult told) {
        var words = told.errors().strip().replaceAll("\\s+", " ");
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(LONGEST, words.length()));
    }

    private static String against(String base) {
        return "the changes since " + base;
    }

    private boolean isShallow() throws IOException, InterruptedException {
        return git("rev-parse", "--is-shallow-repository").output().strip().equals("true");
    }

    private CommandResult git(String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true"));
        argv.addAll(List.of(arguments));
        return commands.run(new Command(argv, root, Map.of("GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"), PATIENCE));
    }
}
