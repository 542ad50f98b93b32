package hudson.console;

import java.io.IOException;
import java.io.OutputStream;

public abstract class LineTransformationOutputStream extends OutputStream {
    public LineTransformationOutputStream() { }

    protected abstract void eol(byte[] bytes, int number) throws IOException;

    public void write(int number) throws IOException { throw new UnsupportedOperationException(); }

    public void write(byte[] bytes, int number, int number2) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void close() throws IOException { throw new UnsupportedOperationException(); }

    public void forceEol() throws IOException { throw new UnsupportedOperationException(); }

    protected String trimEOL(String text) { throw new UnsupportedOperationException(); }

    public static abstract class Delegating extends LineTransformationOutputStream {
        protected final OutputStream out;

        protected Delegating(OutputStream out) { this.out = out; }

        public void flush() throws IOException { throw new UnsupportedOperationException(); }

        public void close() throws IOException { throw new UnsupportedOperationException(); }
    }
}
