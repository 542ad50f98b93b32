package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.Deployer;
import io.jenkins.plugins.greenlight.deploy.LeaseHeldException;
import io.jenkins.plugins.greenlight.pipeline.DeploymentReport;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is done to one environment: told on the console and, where one is wanted, in a report. */
final class EnvironmentWork {
    @Mixin private EnvironmentOptions environment;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where report.json and report.html go, relative to the workspace (default: none are written).")
    private Path out;

    @Option(names = "--nonce", paramLabel = "TEXT", defaultValue = "${env:GREENLIGHT_NONCE:-}",
            description = "Repeated in the report and the journal, so that its reader knows it (default: GREENLIGHT_NONCE).")
    private String nonce;

    @Mixin private JsonOption json;

    private String app = "";

    interface Opening {
        /** Starts the environment's router when it does not run. */
        Deployer open() throws Exception;
    }

    interface Work {
        DeployResult in(Opening opening) throws Exception;
    }

    /** @return the exit code, which is the report's too, whatever comes */
    int run(Work work) throws Exception {
        var ports = environment.printing(json).ports();
        ports.log().stage(environment.name());
        var report = new DeploymentReport(nonce, ports);
        DeployResult result;
        try {
            result = work.in(this::open);
        } catch (Exception e) {
            writeAnyway(ports, broken(report, e));
            throw e;
        }
        int exitCode = environment.tell(result);
        var told = report.ended(environment.stage().orElseThrow(), app, result);
        write(ports, told);
        if (json.wanted()) {
            Document.printJson(ReportJson.write(told));
        }
        return exitCode;
    }

    private Deployer open() throws Exception {
        var target = environment.target(true);
        app = target.app();
        return new Deployer(target, nonce);
    }

    private DeliveryReport broken(DeploymentReport report, Exception e) {
        return e instanceof LeaseHeldException
                ? report.ended(environment.stage().orElseThrow(), app, DeployResult.blocked(e.getMessage()))
                : report.broken(environment.stage(), app, Failure.ending(e), Failure.message(e));
    }

    /** What went wrong first is what is told. */
    private void writeAnyway(Ports ports, DeliveryReport report) {
        try {
            write(ports, report);
        } catch (IOException unwritten) {
            ports.log().warn("The report could not be written: " + unwritten.getMessage());
        }
    }

    private void write(Ports ports, DeliveryReport report) throws IOException {
        if (out != null) {
            ReportFiles.write(ports.workspace().root().resolve(out), report);
        }
    }
}
