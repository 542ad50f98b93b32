package jenkins.util;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.OpenOption;
import java.util.Collection;

public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {
    public VirtualFile() { }

    public abstract String getName();

    public abstract boolean isDirectory() throws IOException;

    public abstract boolean isFile() throws IOException;

    public abstract boolean exists() throws IOException;

    public abstract VirtualFile[] list() throws IOException;

    public VirtualFile[] list(OpenOption... openOption) throws IOException {
        throw new UnsupportedOperationException();
    }

    public String[] list(String text) throws IOException { throw new UnsupportedOperationException(); }

    public Collection<String> list(String text, String text2, boolean flag) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Collection<String> list(String text, String text2, boolean flag, OpenOption... openOption) throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract VirtualFile child(String text);

    public abstract long length() throws IOException;

    public abstract InputStream open() throws IOException;

    public InputStream open(OpenOption... openOption) throws IOException { throw new UnsupportedOperationException(); }
}
