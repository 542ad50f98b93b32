package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Crashpoint;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.port.Log;
import java.nio.file.Path;
import java.util.Optional;

/** Says how to go on when the engine is ended in the middle of a deployment, as by Ctrl-C; after SIGKILL nobody can. */
final class Farewell implements Crashpoint {
    private final String environment;
    private final String resume;
    private final Log log;
    private final Crashpoint next;
    private volatile Optional<DeployState> underWay = Optional.empty();
    private boolean waiting;

    /** @param next is told of the same, after this */
    Farewell(String app, String environment, Path state, Log log, Crashpoint next) {
        this.environment = environment;
        this.resume = "greenlight resume " + environment + " --state " + state + " --app " + app;
        this.log = log;
        this.next = next;
    }

    @Override public void reached(Moment moment, DeployState state) throws InterruptedException {
        switch (moment) {
            case BEFORE_ENTRY -> { }
            case AFTER_ENTRY -> {
                underWay = Optional.of(state);
                waitForTheEnd();
            }
            case AFTER_ACT -> underWay = state.isEnd() ? Optional.empty() : underWay;
        }
        next.reached(moment, state);
    }

    private void waitForTheEnd() {
        if (!waiting) {
            waiting = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::say, "farewell"));
        }
    }

    private void say() {
        underWay.ifPresent(state -> log.warn("The engine was ended in the middle of a deployment to " + environment + ", in " + state
                + ". Router and releases go on as they are, and nobody watches them. Go on with: " + resume));
    }
}
