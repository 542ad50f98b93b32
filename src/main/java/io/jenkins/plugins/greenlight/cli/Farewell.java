package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.local.ConsoleLog;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * What this process does when it is told to end, by Ctrl-C or SIGTERM: it asks its own work to stop, says what happens now,
 * waits for the safe end and gives the exit code of that. Nothing of it runs on SIGKILL: then {@code resume} goes on.
 */
final class Farewell {
    private static final Farewell OF_THIS_PROCESS = new Farewell(new StopSignal(), new ConsoleLog(System.out));

    /** @param options what the commands about it are given */
    private record UnderWay(String environment, DeployState state, String options) {
        String command(String word) {
            return "greenlight " + word + " " + environment + " " + options;
        }
    }

    private final StopSignal stop;
    private volatile Log log;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile Optional<UnderWay> underWay = Optional.empty();
    private volatile Optional<UnderWay> ended = Optional.empty();

    Farewell(StopSignal stop, Log log) {
        this.stop = stop;
        this.log = log;
    }

    static Farewell ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** Where the command's own log goes. */
    void speakThrough(Log commands) {
        log = commands;
    }

    StopSignal stop() {
        return stop;
    }

    /** Does the work, stopping it when the process is told to end. @return its exit code */
    int after(IntSupplier work) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "farewell"));
        int code = Ending.ERROR.exitCode();
        try {
            code = work.getAsInt();
        } finally {
            exitCode.complete(code);
        }
        return code;
    }

    /** Follows one deployment. @param next is told of the same, after this */
    Crashpoint following(String app, String environment, StatePlace state, Crashpoint next) {
        var options = "--state " + ShellWord.of(state.toString()) + " --app " + ShellWord.of(app);
        return (moment, reached) -> {
            switch (moment) {
                case BEFORE_ENTRY -> { }
                case AFTER_ENTRY -> underWay = Optional.of(new UnderWay(environment, reached, options));
                case AFTER_ACT -> {
                    ended = reached.isEnd() ? underWay : ended;
                    underWay = reached.isEnd() ? Optional.empty() : underWay;
                }
            }
            next.reached(moment, reached);
        };
    }

    /** An ordinary end has its exit code already. Else this process would end with that of the signal: hence halt. */
    private void end() {
        if (!exitCode.isDone()) {
            stop.ask();
            log.warn(words());
            int code = exitCode.join();
            log.result(lastWords());
            System.err.flush();
            Runtime.getRuntime().halt(code);
        }
    }

    String words() {
        return underWay.map(now -> "A stop was asked for. The deployment to " + now.environment() + " is in " + now.state() + ": "
                + whatComes(now.state()) + ". Should this process be killed before, go on with: " + now.command("resume"))
                .orElse("A stop was asked for. What runs now is ended and nothing more begins.");
    }

    /** When all has ended that was under way: whether something is left to do, and the command that does it. */
    String lastWords() {
        return underWay.map(left -> "The deployment to " + left.environment() + " is left in " + left.state()
                + ", as its journal says. Finish it with: " + left.command("resume"))
                .or(() -> ended.map(Farewell::howItEnded)).orElse("No deployment was under way: nothing is left to finish.");
    }

    private static String howItEnded(UnderWay ended) {
        var deployment = "The deployment to " + ended.environment();
        return switch (ended.state()) {
            case ROLLED_BACK -> deployment + " was rolled back: users are on the previous release, and nothing is left to finish.";
            case LIVE -> deployment + " had come to its end: the new release is live, and nothing is left to finish.";
            case HALTED -> deployment + " is halted, and a person must look. See: " + ended.command("status");
            case ABANDONED, PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL, SWITCHING, WATCHING, ROLLING_BACK ->
                    deployment + " was given up: no user was moved, and nothing is left to finish.";
        };
    }

    private static String whatComes(DeployState state) {
        return switch (state) {
            case PLANNED, MIGRATING, STARTING, CHECKING, AWAITING_APPROVAL -> "no user was moved, and what it started is stopped";
            case SWITCHING, WATCHING -> "users go back to the previous release; where there is none they stay, watched to the end";
            case ROLLING_BACK -> "users are on their way back, and that is finished";
            case LIVE, ABANDONED, ROLLED_BACK, HALTED -> "that is its end, and only the rest is cleaned up";
        };
    }
}
