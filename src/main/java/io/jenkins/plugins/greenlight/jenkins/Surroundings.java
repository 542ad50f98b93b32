package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.TaskListener;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/** The Jenkins around a running step. */
interface Surroundings {
    /** Ends the hold on whoever is in it too long. */
    interface Limit extends AutoCloseable {
        @Override void close();
    }

    /** Empty while the agent is not there. */
    Optional<Agent> agent(TaskListener listener);

    /** Whether the agent will never be there again. */
    boolean removed();

    /** From then on the build takes no step's end any more; the next controller finds the engine. */
    boolean goingDown();

    /** Interrupts this thread when it takes longer. */
    Limit atMost(int seconds);

    /** This Jenkins, as it runs now.
     *  @param node empty for the controller's own */
    static Surroundings of(String node, String remote, String id) {
        var jenkins = Jenkins.get();
        return new Surroundings() {
            @Override public Optional<Agent> agent(TaskListener listener) {
                return AgentSide.find(node, remote, id, listener);
            }

            @Override public boolean removed() {
                return AgentSide.isRemoved(node);
            }

            @Override public boolean goingDown() {
                return jenkins.isTerminating() || Jenkins.getInstanceOrNull() != jenkins;
            }

            @Override public Limit atMost(int seconds) {
                return Timeout.limit(seconds, TimeUnit.SECONDS)::close;
            }
        };
    }
}
