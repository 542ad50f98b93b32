package io.jenkins.plugins.greenlight.port;

import java.time.Clock;

/** What the core needs from the world. */
public record Ports(CommandRunner commands, Daemons daemons, Workspace workspace, Http http, Log log, Clock clock, Pause pause) { }
