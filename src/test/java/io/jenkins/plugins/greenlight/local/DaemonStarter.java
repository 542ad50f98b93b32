package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Daemons.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An engine of its own that starts a daemon, writes down which and waits to be killed. */
final class DaemonStarter {
    private DaemonStarter() { }

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[1]);
        var daemon = new LocalDaemons().start(new Spec(args[0], List.of("sleep", "600"), directory,
                Map.of("PATH", "/usr/bin:/bin"), directory.resolve("daemon.log")));
        Files.writeString(directory.resolve("seen"), daemon.toString());
        Thread.currentThread().join();
    }
}
