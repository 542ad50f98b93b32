package hudson.slaves;

public abstract class OfflineCause {
    public OfflineCause() { }
}
