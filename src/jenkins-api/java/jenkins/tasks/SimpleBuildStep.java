package jenkins.tasks;

import hudson.model.Action;
import java.util.Collection;

public interface SimpleBuildStep {
    public interface LastBuildAction extends Action {
        Collection<? extends Action> getProjectActions();
    }
}
