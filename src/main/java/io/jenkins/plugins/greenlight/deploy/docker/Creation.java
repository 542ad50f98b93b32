package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.parse.TarStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How an instance becomes a container: all that it is given, and nothing else. */
record Creation(Spec spec, DockerSite site, Owner owner, String image) {
    static final String SECRETS = "/run/secrets/";

    CreateContainerCmd on(DockerClient client) {
        var command = client.createContainerCmd(image).withName(owner.container(spec.name())).withLabels(owner.labels(spec, image))
                .withEnv(environment().entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList())
                .withExposedPorts(ExposedPort.tcp(site.port())).withHostConfig(host());
        return site.user().isEmpty() ? command : command.withUser(site.user());
    }

    /** Beside what the image itself says. BIND: what listens inside a container on its loopback is reached by nobody. */
    Map<String, String> environment() {
        var environment = new TreeMap<>(spec.environment());
        environment.put("PORT", Integer.toString(site.port()));
        environment.put("BIND", "0.0.0.0");
        environment.put("GREENLIGHT_RELEASE", spec.release().value());
        spec.secrets().keySet().forEach(name -> environment.put(name + "_FILE", SECRETS + name));
        return environment;
    }

    /** Restarted ALWAYS: with anything less an engine that was killed does not bring back what served users. */
    private HostConfig host() {
        var host = HostConfig.newHostConfig().withInit(true).withRestartPolicy(RestartPolicy.alwaysRestart())
                .withPortBindings(new PortBinding(Ports.Binding.bindIpAndPort(site.bind(), spec.port()), ExposedPort.tcp(site.port())))
                .withSecurityOpts(List.of("no-new-privileges")).withMounts(mounts())
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3")));
        if (site.memoryBytes() > 0) {
            host.withMemory(site.memoryBytes()).withMemorySwap(site.memoryBytes());
        }
        return site.network().isEmpty() ? host : host.withNetworkMode(site.network());
    }

    private List<Mount> mounts() {
        var mounts = new ArrayList<Mount>();
        new TreeMap<>(spec.secrets()).forEach((name, file) -> mounts.add(new Mount().withType(MountType.BIND).withReadOnly(true)
                .withSource(file.toAbsolutePath().toString()).withTarget(SECRETS + name)));
        return mounts;
    }

    /** The files as the container is to find them: root's, for everybody to read. */
    TarStream files() {
        var tar = new TarStream();
        new TreeMap<>(spec.files()).forEach((path, text) -> tar.file(path.replaceFirst("^/+", ""), 0444, text));
        return tar;
    }
}
