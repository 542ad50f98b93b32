package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.deploy.Target;
import java.io.IOException;
import java.util.Optional;

/** Where releases can run. */
public interface Places {
    /** @param environment {@code staging} or {@code production}
     *  @throws IOException when it is not there and cannot be made ready */
    Target open(String app, String environment, DeploySettings settings) throws IOException, InterruptedException;

    /** The same, to be looked at alone: nothing is started for it. */
    Target look(String app, String environment, DeploySettings settings) throws IOException, InterruptedException;

    /** Why nothing may be deployed with these settings; empty when it may. */
    default Optional<String> refusal(String environment, DeploySettings settings) {
        return Optional.empty();
    }

    /** Asked by whoever wants the engine to end. */
    StopSignal stop();

    /** For an instance that only a load test sees.
     *  @param docker the engine it runs on; empty for this host */
    Runtime throwAway(String app, Optional<DockerSite> docker) throws IOException, InterruptedException;

    /** A port on 127.0.0.1 that was free when this was asked. */
    int freePort() throws IOException;
}
