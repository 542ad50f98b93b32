package hudson.model;

import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;

public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
    protected static final long MIN = 0;
    protected static final long HOUR = 0;
    protected static final long DAY = 0;

    public PeriodicWork() { }

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() { throw new UnsupportedOperationException(); }
}
