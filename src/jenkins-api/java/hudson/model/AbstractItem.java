package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.StaplerProxy;

@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class AbstractItem extends Actionable implements Item, AccessControlled, StaplerProxy {
    AbstractItem() { }

    public String getName() { throw new UnsupportedOperationException(); }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public File getRootDir() { throw new UnsupportedOperationException(); }

    public ItemGroup getParent() { throw new UnsupportedOperationException(); }

    public String getDescription() { throw new UnsupportedOperationException(); }

    public abstract Collection<? extends Job> getAllJobs();

    public final String getFullName() { throw new UnsupportedOperationException(); }

    public final String getFullDisplayName() { throw new UnsupportedOperationException(); }

    public final String getUrl() { throw new UnsupportedOperationException(); }

    public String getShortUrl() { throw new UnsupportedOperationException(); }

    public final String getAbsoluteUrl() { throw new UnsupportedOperationException(); }

    public ACL getACL() { throw new UnsupportedOperationException(); }

    public void save() throws IOException { throw new UnsupportedOperationException(); }
}
