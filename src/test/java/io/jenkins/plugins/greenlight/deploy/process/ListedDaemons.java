package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.port.Daemons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Daemons that are only a list. */
final class ListedDaemons implements Daemons {
    final List<Spec> started = new ArrayList<>();
    final List<Daemon> living = new ArrayList<>();
    Runnable beforeStart = () -> { };

    @Override public Daemon start(Spec spec) {
        beforeStart.run();
        started.add(spec);
        var daemon = new Daemon(spec.name(), started.size(), 0);
        living.add(daemon);
        return daemon;
    }

    @Override public List<Daemon> named(String prefix) {
        return living.stream().filter(daemon -> daemon.name().startsWith(prefix)).toList();
    }

    @Override public boolean alive(Daemon daemon) {
        return living.contains(daemon);
    }

    @Override public void stop(Daemon daemon, Duration grace) {
        living.remove(daemon);
    }

    @Override public Daemon self() {
        throw new UnsupportedOperationException();
    }
}
