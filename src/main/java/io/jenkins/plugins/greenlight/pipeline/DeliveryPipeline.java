package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageStage;
import io.jenkins.plugins.greenlight.stage.security.SecurityStage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The seven stages in order. The two gates on the commit both run, so that a person sees all that is wrong; the first that
 * stops delivery after them is the last that runs. Notify always does, and changes no ending. A stop that is asked for ends a
 * stage that moves no users at once, and lets one that does bring them to where they are safe.
 */
public final class DeliveryPipeline {
    private final GreenlightConfig config;
    private final Order order;
    private final Ports ports;
    private final BuildStages build;
    private final DeployStages deploy;
    private final RunFiles files;
    private final ImageBytes bytes;
    private final List<StageResult> results = new ArrayList<>();
    private final Instant startedAt;
    private final StopSignal stop;
    private Optional<StageId> notBegun = Optional.empty();

    public DeliveryPipeline(GreenlightConfig config, Order order, Places places, Ports ports) {
        this.config = config;
        this.order = order;
        this.ports = ports;
        this.files = new RunFiles(ports);
        var pushed = PushedImages.of(config.image(), ports);
        this.bytes = new ImageBytes(pushed, order.output(), places.stop(), ports);
        this.build = new BuildStages(config, order, places, ports, files, bytes);
        this.deploy = new DeployStages(config, places, ports, order.nonce(),
                new SignatureGate(config.image(), pushed, order.output(), places.stop(),
                ports), bytes);
        this.startedAt = ports.clock().instant();
        this.stop = places.stop();
    }

    /** To its end, whichever; what went wrong stands in the report. */
    public DeliveryReport run() throws InterruptedException {
        try (bytes) {
            return delivered();
        }
    }

    private DeliveryReport delivered() throws InterruptedException {
        for (var id : List.of(StageId.SECURITY, StageId.COVERAGE, StageId.IMAGE, StageId.LOAD, StageId.STAGING, StageId.PRODUCTION)) {
            if (wants(id) && goesOn(id) && !stoppedBefore(id)) {
                run(id).ifPresent(results::add);
            }
        }
        if (wants(StageId.NOTIFY)) {
            var told = StageRun.of(LastWords.of(config.notification().orElseThrow(), report(), stop), ports,
                    facts -> noted(StageId.NOTIFY, facts));
            told.verdict().checks().stream().filter(check -> !check.advice().isEmpty()).forEach(check -> LastWords.say(check, ports.log()));
            results.add(withoutSay(told));
        }
        return report();
    }

    private Optional<StageResult> run(StageId id) throws InterruptedException {
        return switch (id) {
            case SECURITY -> Optional.of(StageRun.untilStopped(new SecurityStage(config.security().orElseThrow(), order.commit(),
                    folder(id)), ports,
                    stop, facts -> noted(id, facts)));
            case COVERAGE -> Optional.of(StageRun.untilStopped(new CoverageStage(config.coverage().orElseThrow(), config.app(),
                    order.commit(), folder(id)),
                    ports, stop, facts -> noted(id, facts)));
            case IMAGE -> build.image();
            case LOAD -> build.load();
            case STAGING -> deploy.staging(build.built());
            case PRODUCTION -> deploy.production(build.built());
            case NOTIFY -> Optional.empty();
        };
    }

    /** For what the stage writes. */
    private Path folder(StageId id) {
        return order.output().resolve(id.word());
    }

    /** Of its files; they change no ending. */
    private Ending noted(StageId id, StageFacts facts) {
        files.add(id, facts);
        return null;
    }

    private boolean wants(StageId id) {
        return order.stages().contains(id) && StageSections.has(config, id);
    }

    private boolean goesOn(StageId id) {
        return id == StageId.SECURITY || id == StageId.COVERAGE
                || results.stream().allMatch(result -> result.ending() == Ending.DELIVERED);
    }

    /** Notify alone still runs then. */
    private boolean stoppedBefore(StageId id) {
        if (stop.asked() && notBegun.isEmpty()) {
            notBegun = Optional.of(id);
        }
        return notBegun.isPresent();
    }

    /** Whoever could not be told still got the release that the report speaks of. */
    private static StageResult withoutSay(StageResult told) {
        return new StageResult(told.id(), told.report(), told.verdict(), Ending.DELIVERED, told.error(), told.startedAt(),
                told.finishedAt());
    }

    private DeliveryReport report() {
        var said = results.stream().filter(result -> result.id() != StageId.NOTIFY).toList();
        var endings = Stream.concat(said.stream().map(StageResult::ending), notBegun.stream().map(id -> Ending.ERROR)).toList();
        return new DeliveryReport(order.nonce(), config.app(), build.built().map(b -> b.release().id().value()),
                Optional.of(order.commit()).filter(commit -> !commit.isEmpty()), build.built().map(b -> b.release().digest().value()),
                Ending.first(endings), message(said.isEmpty()), startedAt, ports.clock().instant(), results,
                deploy.last().map(this::deployed),
                deploy.last().map(last -> DeploymentReport.audit(last.result())),
                files.artifacts(), Stream.of(StageId.values()).filter(id -> order.stages().contains(id)
                && !StageSections.has(config, id)).toList());
    }

    private String message(boolean nothingRan) {
        return Stream.of(said(nothingRan), order.leftOut()).filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining("\n"));
    }

    private String said(boolean nothingRan) {
        if (stop.asked()) {
            return "A stop was asked for, as by Ctrl-C or SIGTERM. " + notBegun.map(id -> id.title() + " was not begun, nor what comes"
                    + " after it. Run again when it may go on.").orElse("What was under way was brought to a safe end.");
        }
        return nothingRan ? "No stage ran. Expected at least one section in the configuration for the stages asked for." : "";
    }

    private DeliveryReport.Deployed deployed(DeployStages.Last last) {
        return deployed(last.environment(), last.result());
    }

    /** For a report: where a deployment stands. */
    public static DeliveryReport.Deployed deployed(String environment, DeployResult result) {
        return new DeliveryReport.Deployed(environment, result.entries().isEmpty() ? "" : result.entries().get(0).deployment(),
                result.state().map(Enum::name).orElse("NONE"), result.live().map(live -> live.release().id().value()).orElse(""),
                result.live().map(live -> live.slot().word()).orElse(""),
                result.previous().map(previous -> previous.release().id().value()).orElse(""));
    }
}
