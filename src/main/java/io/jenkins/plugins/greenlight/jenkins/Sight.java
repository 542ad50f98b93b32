package io.jenkins.plugins.greenlight.jenkins;

import hudson.model.TaskListener;

/** Whether the agent can be asked now; a change is told once. */
final class Sight {
    private final String place;
    private volatile boolean lost;

    /** @param place the agent's name, for people */
    Sight(String place) {
        this.place = place;
    }

    boolean isLost() {
        return lost;
    }

    /** @return whether it had been lost */
    boolean found(TaskListener listener) {
        if (!lost) {
            return false;
        }
        lost = false;
        listener.getLogger().println("Greenlight: " + place + " is there again");
        return true;
    }

    /** @param running whether an engine is known to run there */
    void lose(TaskListener listener, String why, boolean running) {
        if (!lost) {
            lost = true;
            listener.getLogger().println("Greenlight: " + place + " cannot be asked (" + why + "). "
                    + (running ? "The engine goes on there; this step finds it again" : "It is asked again"));
        }
    }
}
