package io.jenkins.plugins.greenlight.jenkins;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.durabletask.Controller;

/** Starts an engine on an agent, with all that it needs there. */
final class EngineStart {
    private final StageRequest request;
    private final String id;
    private final Run<?, ?> run;
    private final EnvVars environment;

    /** @param environment the step's own copy, to which is added */
    EngineStart(StageRequest request, String id, Run<?, ?> run, EnvVars environment) {
        this.request = request;
        this.id = id;
        this.run = run;
        this.environment = environment;
    }

    /** Does what was asked for. */
    Controller first(Agent agent, EngineOutput output, TaskListener listener) throws IOException, InterruptedException {
        prepare(agent, output);
        return agent.launch(EngineScript.run(request, id, agent.java(), agent.engine(), agent.folder(), app(), Told.write(request, run, agent)),
                environment, listener);
    }

    /** Goes on with what the first may have left unfinished. */
    Controller second(Agent agent, EngineOutput output, TaskListener listener) throws IOException, InterruptedException {
        prepare(agent, output);
        return agent.launch(EngineScript.resume(request, id, agent.java(), agent.engine(), agent.folder(), app()), environment, listener);
    }

    private void prepare(Agent agent, EngineOutput output) throws IOException, InterruptedException {
        agent.prepare();
        output.hide(new BoundCredentials(run, agent, environment).bind(request.credentials()));
        environment.put("GREENLIGHT_NONCE", id);
        environment.put("GREENLIGHT_ACTOR", run.getExternalizableId());
        if (!request.overlay().isEmpty()) {
            agent.write(EngineScript.OVERLAY, request.overlay());
        }
    }

    private String app() {
        return EngineScript.appNamed(run.getParent().getName());
    }
}
