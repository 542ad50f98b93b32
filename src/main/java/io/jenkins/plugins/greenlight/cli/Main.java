package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's way in. */
@Command(name = "greenlight", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
        description = "Takes a commit from security scan to production in seven stages, and back when production says no.",
        footer = {"", "Exit codes: 0 delivered, 10 gate failed, 11 inconclusive, 12 rolled back, 13 halted, 20 blocked, 2 bad input, 1 error."})
public final class Main {
    private Main() { }

    public static void main(String[] args) {
        boolean router = args.length > 0 && args[0].equals("embedded-router"); // it ends by itself when it is told to
        System.exit(router ? run(args) : Farewell.ofThisProcess().after(() -> run(args)));
    }

    /** @return the exit code */
    static int run(String... args) {
        var line = commandLine();
        if (List.of(args).contains("--no-color")) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        return line.execute(args);
    }

    private static String description(String word) {
        return switch (word) {
            case "run" -> "All seven stages, until one says no.";
            case "notify" -> "Tells how an earlier run ended.";
            case "image" -> "Builds, scans, pushes and signs the image, alone.";
            default -> StageId.of(word).orElseThrow().title() + " alone.";
        };
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Main());
        line.addSubcommand("run", StageCommand.run());
        for (var id : StageId.values()) {
            line.addSubcommand(id.word(), switch (id) {
                case SECURITY -> StageCommand.security();
                case NOTIFY -> new NotifyCommand();
                case COVERAGE, IMAGE, LOAD, STAGING, PRODUCTION -> new StageCommand(EnumSet.of(id));
            });
        }
        line.getSubcommands().forEach((word, command) -> command.getCommandSpec().usageMessage().description(description(word)));
        line.addSubcommand("config", new ConfigCommand());
        line.addSubcommand("rollback", new RollbackCommand());
        line.addSubcommand("resume", new ResumeCommand());
        line.addSubcommand("status", new StatusCommand());
        line.addSubcommand("history", new HistoryCommand());
        line.addSubcommand("adopt", new AdoptCommand());
        line.addSubcommand("retire", new RetireCommand());
        line.addSubcommand("unlock", new UnlockCommand());
        line.addSubcommand("guard", new GuardCommand());
        line.addSubcommand("audit", new CommandLine(new AuditCommand()).addSubcommand("verify", new AuditVerifyCommand()));
        line.addSubcommand("artifacts", ArtifactsCommand.line());
        line.addSubcommand("report", new ReportCommand());
        line.addSubcommand("completion", new CompletionCommand());
        line.addSubcommand("docs", new DocsCommand());
        line.addSubcommand("demo", new DemoCommand());
        line.addSubcommand("router", new RouterCommand());
        line.addSubcommand("embedded-router", new EmbeddedRouterCommand());
        line.setExecutionExceptionHandler(new Failure());
        line.setParameterExceptionHandler(new Usage());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        CommandGroups.in(line);
        return line;
    }

    /** From the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"greenlight " + (version == null ? "(not packaged)" : version)};
        }
    }
}
