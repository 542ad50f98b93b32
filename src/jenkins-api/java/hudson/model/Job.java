package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import java.io.File;
import java.io.IOException;
import java.util.SortedMap;

@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected Job(ItemGroup parent, String name) { }

    public boolean isBuilding() { throw new UnsupportedOperationException(); }

    public int getNextBuildNumber() { throw new UnsupportedOperationException(); }

    public EnvVars getEnvironment(Node node, TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, RunT> getBuildsAsMap() { throw new UnsupportedOperationException(); }

    public RunT getBuildByNumber(int number) { throw new UnsupportedOperationException(); }

    public File getBuildDir() { throw new UnsupportedOperationException(); }

    public RunT getLastBuild() { throw new UnsupportedOperationException(); }

    public RunT getFirstBuild() { throw new UnsupportedOperationException(); }

    public RunT getLastSuccessfulBuild() { throw new UnsupportedOperationException(); }

    public RunT getLastStableBuild() { throw new UnsupportedOperationException(); }

    public RunT getLastCompletedBuild() { throw new UnsupportedOperationException(); }
}
