package hudson.model;

import hudson.security.AccessControlled;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AbstractCIBase extends Node implements ItemGroup<TopLevelItem>, StaplerProxy, AccessControlled {
    public AbstractCIBase() { }

    public String getNodeName() { throw new UnsupportedOperationException(); }

    public String getUrl() { throw new UnsupportedOperationException(); }
}
