package org.jenkinsci.plugins.durabletask;

import java.io.InputStream;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public abstract class Handler implements SerializableOnlyOverRemoting {
    public Handler() { }

    public abstract void output(InputStream in) throws Exception;

    public abstract void exited(int number, byte[] bytes) throws Exception;
}
