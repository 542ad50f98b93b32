package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.pipeline.DeliveryPipeline;
import io.jenkins.plugins.greenlight.pipeline.Order;
import io.jenkins.plugins.greenlight.pipeline.Places;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportJson;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** One stage, or all seven; writes the report in every ending. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class StageCommand implements Callable<Integer> {
    private static final String OUT = "target/greenlight/report";

    private final Optional<StageChoice> choice;
    private final BaselineOption baseline = new BaselineOption();
    private Set<StageId> stages;
    private final UnaryOperator<Ports> world;
    private final BiFunction<Ports, Boolean, Places> places;

    @Mixin private WorkspaceOptions workspace;

    @Option(names = "--commit", paramLabel = "HASH", description = "The commit delivered (default: what git says).")
    private String commit;

    @Option(names = "--release", paramLabel = "ID", description = "The release's name (default: made of commit and digest).")
    private String release;

    @Option(names = "--digest", paramLabel = "sha256:…", description = "An image built before, for stages after image; pulled from"
            + " image.push.repository when its archive is not here.")
    private String digest;

    @Option(names = "--archive", paramLabel = "FILE", description = "That image's OCI archive (default: as configured).")
    private Path archive;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = OUT,
            description = "Where report.json, report.html and artifacts.json go (default: ${DEFAULT-VALUE} in the workspace).")
    private Path out;

    @Option(names = "--files", paramLabel = "DIR",
            description = "Where what the gates leave goes, such as findings.sarif (default: as --out).")
    private Path files;

    @Mixin private KeepOptions kept;

    @Option(names = "--nonce", paramLabel = "TEXT", defaultValue = "${env:GREENLIGHT_NONCE:-}",
            description = "Repeated in the report, so that its reader knows it (default: GREENLIGHT_NONCE).")
    private String nonce;

    @Mixin private JsonOption json;

    @Option(names = "--demo", description = "Allow production on the embedded target.")
    private boolean demo;

    StageCommand(Set<StageId> stages) {
        this(stages, ports -> ports, Targets::new);
    }

    /** @param world  this machine as the run is to see it
     *  @param places whether the embedded target may be production */
    StageCommand(Set<StageId> stages, UnaryOperator<Ports> world, BiFunction<Ports, Boolean, Places> places) {
        this(stages, Optional.empty(), world, places);
    }

    private StageCommand(Set<StageId> stages, Optional<StageChoice> choice, UnaryOperator<Ports> world,
                         BiFunction<Ports, Boolean, Places> places) {
        this.stages = stages;
        this.choice = choice;
        this.world = world;
        this.places = places;
    }

    /** All seven, or those of them that the command line chooses. */
    static CommandLine run() {
        var choice = new StageChoice();
        var line = new CommandLine(new StageCommand(EnumSet.allOf(StageId.class), Optional.of(choice), ports -> ports, Targets::new));
        line.getCommandSpec().addMixin("choice", CommandSpec.forAnnotatedObject(choice));
        return line;
    }

    /** The security scan alone, which may also write what it is compared with. */
    static CommandLine security() {
        var command = new StageCommand(EnumSet.of(StageId.SECURITY));
        var line = new CommandLine(command);
        line.getCommandSpec().addMixin("baseline", CommandSpec.forAnnotatedObject(command.baseline));
        return line;
    }

    @Override public Integer call() throws Exception {
        var ports = world.apply(workspace.ports(json.wanted()));
        var startedAt = ports.clock().instant();
        var report = deliver(ports, startedAt);
        ReportFiles.write(ports.workspace().root().resolve(out), report);
        kept.keep(report, out, Path.of(OUT), ports);
        var lines = ReportText.lines(report);
        lines.subList(wasTold(report) ? lines.size() - 1 : 0, lines.size() - 1).forEach(ports.log()::info);
        ports.log().result(lines.get(lines.size() - 1));
        if (json.wanted()) {
            Document.printJson(ReportJson.write(report));
        }
        return report.ending().exitCode();
    }

    private DeliveryReport deliver(Ports ports, Instant startedAt) throws InterruptedException, IOException {
        DeliveryPipeline pipeline;
        try {
            kept.check();
            if (choice.isPresent()) {
                stages = choice.get().stages();
            }
            var config = baseline.in(workspace.config(), workspace.untrusted());
            refuseChoice(config);
            var permitted = Permitted.of(stages, config, workspace.policy(), workspace.untrusted());
            refuseEmbeddedProduction(config, permitted.stages());
            var here = places.apply(ports, demo);
            refuse(config, here, permitted.stages());
            pipeline = new DeliveryPipeline(config, order(permitted, ports), here, ports);
        } catch (ConfigException | BadInputException | IllegalArgumentException e) {
            return badInput(e.getMessage(), startedAt, ports);
        }
        return pipeline.run();
    }

    private void refuseChoice(GreenlightConfig config) throws BadInputException {
        var refusal = choice.flatMap(chosen -> chosen.refusal(stages, config,
                digest != null && (archive != null || config.image().isPresent())));
        if (refusal.isPresent()) {
            throw new BadInputException(refusal.get());
        }
    }

    /** Whoever watches the log has read it all from the notification. */
    private static boolean wasTold(DeliveryReport report) {
        return report.stages().stream().filter(stage -> stage.id() == StageId.NOTIFY).flatMap(stage -> stage.verdict().checks().stream())
                .anyMatch(check -> check.name().equals("console") && check.outcome() == Outcome.PASSED);
    }

    private Order order(Permitted permitted, Ports ports) throws BadInputException, InterruptedException, IOException {
        return new Order(permitted.stages(), commit == null ? WorkspaceOptions.commit(ports) : commit,
                Optional.ofNullable(release).map(ReleaseId::new), digest == null ? Optional.empty()
                : Optional.of(GivenDigest.parse(digest)),
                Optional.ofNullable(archive).map(ports.workspace().root()::resolve), nonce,
                ports.workspace().root().resolve(files == null ? out : files), permitted.leftOut());
    }

    private void refuseEmbeddedProduction(GreenlightConfig config, Set<StageId> wanted) throws BadInputException {
        var embedded = config.production().map(production -> production.deploy().site()).filter(DeploySite::embedded);
        if (embedded.isPresent() && wanted.contains(StageId.PRODUCTION) && !demo) {
            throw new BadInputException((embedded.get().target().equals(DeploySite.PROCESS) ? "production.target is process"
                    : "production.router is the embedded one") + ": one host, no TLS, for trying out only. Expected --demo beside it.");
        }
    }

    private static void refuse(GreenlightConfig config, Places here, Set<StageId> wanted) throws BadInputException {
        var staging = config.staging().filter(any -> wanted.contains(StageId.STAGING))
                .flatMap(section -> here.refusal(StageId.STAGING.word(), section.deploy()));
        var refusal = staging.or(() -> config.production().filter(any -> wanted.contains(StageId.PRODUCTION))
                .flatMap(section -> here.refusal(StageId.PRODUCTION.word(), section.deploy())));
        if (refusal.isPresent()) {
            throw new BadInputException(refusal.get());
        }
    }

    private DeliveryReport badInput(String message, Instant startedAt, Ports ports) {
        return new DeliveryReport(nonce, "", Optional.empty(), Optional.empty(), Optional.empty(), Ending.BAD_INPUT, message, startedAt,
                ports.clock().instant(), List.of(), Optional.empty(), Optional.empty(), List.of());
    }
}
