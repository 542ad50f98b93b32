package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** This machine as the core sees it. */
public final class LocalPorts {
    private LocalPorts() { }

    /** @param root the workspace
     *  @param out  what a person watches */
    public static Ports at(Path root, PrintStream out) {
        return at(root, new ConsoleLog(out));
    }

    /** @param root the workspace */
    public static Ports at(Path root, Log log) {
        var commands = new LocalCommands();
        return new Ports(commands, new LocalDaemons(), new LocalWorkspace(root, commands), new JdkHttp(), log,
                new SteadyClock(), duration -> Thread.sleep(duration.toMillis()), name -> Optional.ofNullable(System.getenv(name)));
    }

    /** The same with the time of day as it is now: who runs for weeks must not go by a clock that stood while the machine
     *  slept. */
    public static Ports withTheTimeOfNow(Ports ports) {
        return new Ports(ports.commands(), ports.daemons(), ports.workspace(), ports.http(), ports.log(), new SteadyClock(),
                ports.pause(), ports.variables());
    }
}
