package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.deploy.Holder;
import io.jenkins.plugins.greenlight.deploy.Journal;
import io.jenkins.plugins.greenlight.deploy.Plan;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.deploy.docker.DockerRuntime;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyRouter;
import io.jenkins.plugins.greenlight.deploy.process.ProcessRuntime;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.local.HostName;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.pipeline.Places;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The only place that chooses which runtime, router and store a target has. */
final class Targets implements Places {
    private final Ports ports;
    private final boolean stateInWorkspace;
    private final Crashpoint crashpoint;

    /** @param stateInWorkspace whether the state folder may lie in the workspace, as the demo's does */
    Targets(Ports ports, boolean stateInWorkspace) {
        this(ports, stateInWorkspace, Crashpoint.NONE);
    }

    Targets(Ports ports, boolean stateInWorkspace, Crashpoint crashpoint) {
        this.ports = ports;
        this.stateInWorkspace = stateInWorkspace;
        this.crashpoint = crashpoint;
    }

    @Override public Target open(String app, String environment, DeploySettings settings) throws IOException, InterruptedException {
        return open(app, environment, settings, true);
    }

    @Override public Target look(String app, String environment, DeploySettings settings) throws IOException, InterruptedException {
        return open(app, environment, settings, false);
    }

    /** @param awake whether the router is started when it does not run */
    Target open(String app, String environment, DeploySettings settings, boolean awake) throws IOException, InterruptedException {
        var refusal = refusal(environment, settings);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        return at(state(settings.site()), app, environment, settings.site(), awake);
    }

    /** Why the state may not lie where it is configured; empty when it may. */
    @Override public Optional<String> refusal(String environment, DeploySettings settings) {
        var folder = state(settings.site()).folder();
        return stateInWorkspace || folder.filter(path -> path.startsWith(ports.workspace().root())).isEmpty() ? Optional.empty()
                : Optional.of("The state folder " + folder.get() + " lies in the workspace, which a build may throw away. Expected a"
                        + " folder on the host of the router: set " + environment + ".state to one outside, e.g. /var/lib/greenlight.");
    }

    private StatePlace state(DeploySite site) {
        return StatePlace.of(site, ports.workspace().root());
    }

    /** From what the journal holds, with no configuration at hand. */
    Target fromState(StatePlace state, Optional<String> app, String environment, boolean awake)
            throws IOException, InterruptedException, BadInputException {
        var name = app.isPresent() ? app.get() : onlyApp(state, environment);
        var journal = Journal.open(state.store(name, environment));
        var planned = journal.entries().stream().filter(entry -> entry.to().equals(Optional.of(DeployState.PLANNED)))
                .reduce((first, second) -> second);
        if (planned.isEmpty()) {
            throw new BadInputException("The journal of " + name + " in " + state + " knows no deployment to " + environment
                    + ". Expected one; without, name the configuration with --config.");
        }
        var site = Plan.of(planned.get()).settings().site();
        return at(state.with(site), name, environment, site, awake);
    }

    @Override public Runtime throwAway(String app, Optional<DockerSite> docker) {
        var home = ports.workspace().root().resolve("target/greenlight/load");
        return docker.map(site -> docker(app, "load", home.toString(), site))
                .orElseGet(() -> new ProcessRuntime(app, "load", home, ports.daemons()));
    }

    private Runtime docker(String app, String environment, String space, DockerSite site) {
        return new DockerRuntime(app, environment, space, site, DockerEngine.at(site.host()), ports.clock(), ports.pause());
    }

    @Override public StopSignal stop() {
        return Farewell.ofThisProcess().stop();
    }

    @Override public int freePort() throws IOException {
        return LoopbackPorts.free();
    }

    private Target at(StatePlace state, String app, String environment, DeploySite site, boolean awake)
            throws IOException, InterruptedException {
        if (state.folder().isPresent()) {
            DirectoryStore.privateFolder(state.home(app, environment));
        }
        var self = ports.daemons().self();
        var host = HostName.withBoot();
        Predicate<Holder> alive = holder -> ports.daemons().alive(new Daemons.Daemon("", holder.pid(), holder.startMillis()));
        return new Target(app, environment, runtime(state, app, environment, site), router(state, app, environment, site, awake),
                state.store(app, environment), ports, new Holder(actor(), host, self.pid(), self.startMillis()), alive,
                Farewell.ofThisProcess().following(app, environment, state, crashpoint), stop(),
                new PrometheusEvidence(ports.http(), ports.clock()));
    }

    private Runtime runtime(StatePlace state, String app, String environment, DeploySite site) {
        return site.docker().map(docker -> docker(app, environment, state.toString(), docker)).orElseGet(() ->
                new ProcessRuntime(app, environment, state.home(app, environment).resolve("runtime"), ports.daemons()));
    }

    /** HAProxy is its host's to start and to restart; the embedded router is ours. */
    private Router router(StatePlace state, String app, String environment, DeploySite site, boolean awake)
            throws IOException, InterruptedException {
        if (site.router().haproxy().isPresent()) {
            return new HaproxyRouter(site.router().haproxy().get(), app, environment, ports.pause());
        }
        var process = new RouterProcess(ports, state.home(app, environment).resolve("router"), app + "/" + environment, site);
        if (awake) {
            process.ensure();
        }
        return process.client();
    }

    /** @throws BadInputException when there is none, or several */
    static String onlyApp(StatePlace state, String environment) throws IOException, BadInputException {
        var apps = state.apps(environment);
        if (apps.size() != 1) {
            throw new BadInputException("The state in " + state + " holds " + (apps.isEmpty() ? "no application" : apps) + " with a "
                    + environment + ". Expected one; name it with --app.");
        }
        return apps.get(0);
    }

    private static String actor() {
        var named = System.getenv("GREENLIGHT_ACTOR");
        return named == null || named.isBlank() ? System.getProperty("user.name") : named;
    }
}
