package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Releases as processes of this host, each run from the unpacked files of its image. They answer on 127.0.0.1 only if
 * they heed {@code BIND}, which is given to them beside {@code PORT}, {@code GREENLIGHT_RELEASE} and {@code TMPDIR}.
 */
public final class ProcessRuntime implements Runtime {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int KEPT = 20;

    private final String prefix;
    private final ImageStore images;
    private final InstanceNotes notes;
    private final Daemons daemons;

    /** @param home of this application in this environment alone, outside every workspace; made when it is missing */
    public ProcessRuntime(String app, String environment, Path home, Daemons daemons) {
        var absolute = home.toAbsolutePath().normalize();
        this.prefix = checked("application", app) + "/" + checked("environment", environment) + "/"
                + Sha256.of(absolute.toString()).substring(0, 8) + "/";
        this.images = new ImageStore(absolute.resolve("images"));
        this.notes = new InstanceNotes(absolute.resolve("instances"));
        this.daemons = daemons;
    }

    @Override public void accept(ImageDigest digest, Path archive) throws IOException {
        images.accept(digest, archive);
    }

    @Override public boolean holds(ImageDigest digest) throws IOException {
        return images.holds(digest);
    }

    @Override public void save(ImageDigest digest, Path scratch, Path archive) throws IOException {
        images.save(digest, archive);
    }

    @Override public Instance start(Spec spec) throws IOException, InterruptedException {
        checked("instance", spec.name());
        var running = daemon(spec.name());
        if (running.isPresent()) {
            return same(spec, explained(running.get()));
        }
        var image = images.ready(spec.digest());
        var launch = new Launch(image, spec, notes.temporary(spec.name()));
        var argv = launch.argv();
        refuseTakenPort(spec);
        notes.write(spec);
        notes.prune(livingAnd(spec.name()), KEPT);
        Files.createDirectories(notes.temporary(spec.name()));
        daemons.start(new Daemons.Spec(prefix + spec.name(), argv, launch.directory(), launch.environment(),
                notes.log(spec.name())));
        return instance(spec);
    }

    @Override public List<Instance> instances() throws IOException {
        var instances = new ArrayList<Instance>();
        for (var daemon : daemons.named(prefix)) {
            instances.add(explained(daemon));
        }
        return List.copyOf(instances);
    }

    @Override public boolean alive(Instance instance) throws IOException {
        return daemon(instance.name()).isPresent();
    }

    @Override public void stop(Instance instance, Duration grace) throws IOException, InterruptedException {
        for (var daemon : daemons.named(prefix + instance.name())) {
            if (name(daemon).equals(instance.name())) {
                daemons.stop(daemon, grace);
            }
        }
    }

    /** Stops all that was started here, explained or not: for a home that is to be thrown away. */
    public void clear(Duration grace) throws IOException, InterruptedException {
        for (var daemon : daemons.named(prefix)) {
            daemons.stop(daemon, grace);
        }
    }

    @Override public List<String> lastLines(String name, int lines) throws IOException {
        return LogTail.of(notes.log(checked("instance", name)), lines);
    }

    private Optional<Daemons.Daemon> daemon(String name) throws IOException {
        return daemons.named(prefix + name).stream().filter(daemon -> name(daemon).equals(name)).findFirst();
    }

    private String name(Daemons.Daemon daemon) {
        return daemon.name().substring(prefix.length());
    }

    /** One that runs and that nobody can explain must stop a deployment, not be overlooked by it. */
    private Instance explained(Daemons.Daemon daemon) throws IOException {
        return notes.read(checked("instance", name(daemon))).orElseThrow(() -> new IOException("Process " + daemon.pid()
                + " runs as " + daemon.name() + ", but its note " + notes.note(name(daemon)) + " is gone. Expected one: it is"
                + " written before the start. Find out what it serves and stop it by hand."));
    }

    private static Instance same(Spec spec, Instance running) throws IOException {
        if (!running.equals(instance(spec))) {
            throw new IOException("Instance " + spec.name() + " already runs, as " + running + ". Expected " + instance(spec)
                    + ". Stop it, or start under another name.");
        }
        return running;
    }

    private static Instance instance(Spec spec) {
        return new Instance(spec.name(), spec.release(), spec.digest(), spec.slot(), spec.epoch(),
                InstanceNotes.address(spec.port()));
    }

    private HashSet<String> livingAnd(String name) throws IOException {
        var living = new HashSet<>(List.of(name));
        daemons.named(prefix).forEach(daemon -> living.add(name(daemon)));
        return living;
    }

    private void refuseTakenPort(Spec spec) throws IOException {
        try (var probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), spec.port()));
        } catch (IOException e) {
            throw new IOException("Port " + spec.port() + " on 127.0.0.1 is in use" + occupier(spec.port()) + ", so "
                    + spec.name() + " was not started. Expected it free. Stop what listens there, or give the slot another"
                    + " port.", e);
        }
    }

    private String occupier(int port) throws IOException {
        for (var daemon : daemons.named(prefix)) {
            var instance = notes.read(name(daemon)).filter(each -> each.address().getPort() == port);
            if (instance.isPresent()) {
                return " by instance " + instance.get().name() + " of release " + instance.get().release();
            }
        }
        return "";
    }

    private static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for an " + what + ". Expected 1 to 100 letters,"
                    + " digits, dots, dashes or underscores, the first a letter or digit.");
        }
        return name;
    }
}
