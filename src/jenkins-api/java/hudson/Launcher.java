package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    protected final TaskListener listener;
    protected final VirtualChannel channel;

    protected Launcher(TaskListener listener, VirtualChannel virtualChannel) {
        this.listener = listener; channel = virtualChannel;
    }

    protected Launcher(Launcher launcher) { this(launcher.listener, launcher.channel); }

    public VirtualChannel getChannel() { throw new UnsupportedOperationException(); }

    public TaskListener getListener() { throw new UnsupportedOperationException(); }

    public Computer getComputer() { throw new UnsupportedOperationException(); }

    public boolean isUnix() { throw new UnsupportedOperationException(); }

    public abstract void kill(Map<String, String> map) throws IOException, InterruptedException;

    public final class ProcStarter {
        protected FilePath pwd;
        protected OutputStream stdout;
        protected OutputStream stderr;
        protected InputStream stdin;
        protected String[] envs;

        ProcStarter() { }

        public ProcStarter cmds(String... text) { throw new UnsupportedOperationException(); }

        public ProcStarter cmds(File file, String... text) { throw new UnsupportedOperationException(); }

        public ProcStarter cmds(List<String> list) { throw new UnsupportedOperationException(); }

        public List<String> cmds() { throw new UnsupportedOperationException(); }

        public ProcStarter quiet(boolean flag) { throw new UnsupportedOperationException(); }

        public boolean quiet() { throw new UnsupportedOperationException(); }

        public ProcStarter pwd(FilePath path) { throw new UnsupportedOperationException(); }

        public ProcStarter pwd(File file) { throw new UnsupportedOperationException(); }

        public ProcStarter pwd(String text) { throw new UnsupportedOperationException(); }

        public FilePath pwd() { throw new UnsupportedOperationException(); }

        public ProcStarter stdout(OutputStream out) { throw new UnsupportedOperationException(); }

        public ProcStarter stdout(TaskListener listener) { throw new UnsupportedOperationException(); }

        public OutputStream stdout() { throw new UnsupportedOperationException(); }

        public ProcStarter stderr(OutputStream out) { throw new UnsupportedOperationException(); }

        public OutputStream stderr() { throw new UnsupportedOperationException(); }

        public ProcStarter stdin(InputStream in) { throw new UnsupportedOperationException(); }

        public InputStream stdin() { throw new UnsupportedOperationException(); }

        public ProcStarter envs(Map<String, String> map) { throw new UnsupportedOperationException(); }

        public ProcStarter envs(String... text) { throw new UnsupportedOperationException(); }

        public String[] envs() { throw new UnsupportedOperationException(); }

        public Proc start() throws IOException { throw new UnsupportedOperationException(); }

        public int join() throws IOException, InterruptedException { throw new UnsupportedOperationException(); }
    }
}
