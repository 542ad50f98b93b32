package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Calendar;
import java.util.Date;
import jenkins.model.ArtifactManager;
import org.kohsuke.stapler.StaplerProxy;
import org.springframework.security.access.AccessDeniedException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot, StaplerProxy {
    public transient int number;

    protected Run(JobT job) throws IOException { }

    public void addAction(Action action) { throw new UnsupportedOperationException(); }

    public int compareTo(RunT runT) { throw new UnsupportedOperationException(); }

    public Result getResult() { throw new UnsupportedOperationException(); }

    public void setResult(Result result) { throw new UnsupportedOperationException(); }

    public boolean isBuilding() { throw new UnsupportedOperationException(); }

    public boolean isInProgress() { throw new UnsupportedOperationException(); }

    public final Charset getCharset() { throw new UnsupportedOperationException(); }

    public JobT getParent() { throw new UnsupportedOperationException(); }

    public Calendar getTimestamp() { throw new UnsupportedOperationException(); }

    public final Date getTime() { throw new UnsupportedOperationException(); }

    public final long getTimeInMillis() { throw new UnsupportedOperationException(); }

    public final long getStartTimeInMillis() { throw new UnsupportedOperationException(); }

    public String getDescription() { throw new UnsupportedOperationException(); }

    public long getDuration() { throw new UnsupportedOperationException(); }

    public String toString() { throw new UnsupportedOperationException(); }

    public String getFullDisplayName() { throw new UnsupportedOperationException(); }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public int getNumber() { throw new UnsupportedOperationException(); }

    public RunT getPreviousBuild() { throw new UnsupportedOperationException(); }

    public final RunT getPreviousCompletedBuild() { throw new UnsupportedOperationException(); }

    public final RunT getPreviousBuildInProgress() { throw new UnsupportedOperationException(); }

    public RunT getPreviousNotFailedBuild() { throw new UnsupportedOperationException(); }

    public RunT getPreviousSuccessfulBuild() { throw new UnsupportedOperationException(); }

    public RunT getNextBuild() { throw new UnsupportedOperationException(); }

    public String getUrl() { throw new UnsupportedOperationException(); }

    public final String getAbsoluteUrl() { throw new UnsupportedOperationException(); }

    public String getId() { throw new UnsupportedOperationException(); }

    public File getRootDir() { throw new UnsupportedOperationException(); }

    public final ArtifactManager getArtifactManager() { throw new UnsupportedOperationException(); }

    public final ArtifactManager pickArtifactManager() throws IOException { throw new UnsupportedOperationException(); }

    public File getArtifactsDir() { throw new UnsupportedOperationException(); }

    public ACL getACL() { throw new UnsupportedOperationException(); }

    public void save() throws IOException { throw new UnsupportedOperationException(); }

    public final void keepLog() throws IOException { throw new UnsupportedOperationException(); }

    public void keepLog(boolean flag) throws IOException { throw new UnsupportedOperationException(); }

    public void setDescription(String text) throws IOException { throw new UnsupportedOperationException(); }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public String getExternalizableId() { throw new UnsupportedOperationException(); }

    public static Run<?, ?> fromExternalizableId(String text) throws IllegalArgumentException, AccessDeniedException {
        throw new UnsupportedOperationException();
    }
}
