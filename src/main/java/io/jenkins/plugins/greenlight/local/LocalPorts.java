package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Ports;
import java.io.PrintStream;
import java.nio.file.Path;

/** This machine as the core sees it. */
public final class LocalPorts {
    private LocalPorts() { }

    /** @param root the workspace
     *  @param out  what a person watches */
    public static Ports at(Path root, PrintStream out) {
        var commands = new LocalCommands();
        return new Ports(commands, new LocalDaemons(), new LocalWorkspace(root, commands), new JdkHttp(), new ConsoleLog(out),
                new SteadyClock(), duration -> Thread.sleep(duration.toMillis()));
    }
}
