package io.jenkins.plugins.greenlight.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A tar archive of files that belong to root, written as their bytes come; the same archive as {@link TarStream} has of them. */
public final class TarOutput {
    /** Writes all of a file's bytes to where the archive is written. */
    @FunctionalInterface
    public interface Content {
        void write() throws IOException, InterruptedException;
    }

    private final OutputStream out;

    /** @param out left open */
    public TarOutput(OutputStream out) {
        this.out = out;
    }

    public TarOutput file(String name, int mode, String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file(name, mode, bytes.length, () -> out.write(bytes));
    }

    /**
     * @param size    of the content in bytes
     * @param content exactly so many bytes
     */
    public TarOutput file(String name, int mode, long size, Content content) throws IOException, InterruptedException {
        out.write(TarMember.file(name, mode, size).header());
        content.write();
        out.write(new byte[TarMember.padding(size)]);
        return this;
    }

    /** Nothing comes after it. */
    public void end() throws IOException {
        out.write(TarStream.END);
    }
}
