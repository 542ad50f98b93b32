package io.jenkins.plugins.greenlight.port;

import java.time.Clock;
import java.util.Optional;

/** What the core needs from the world. */
public record Ports(CommandRunner commands, Daemons daemons, Workspace workspace, Http http, Log log, Clock clock, Pause pause,
                    Variables variables) {
    /** With no variable set. */
    public Ports(CommandRunner commands, Daemons daemons, Workspace workspace, Http http, Log log, Clock clock, Pause pause) {
        this(commands, daemons, workspace, http, log, clock, pause, name -> Optional.empty());
    }
}
