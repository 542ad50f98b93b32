package io.jenkins.plugins.greenlight.stage.image.docker.context;

import io.jenkins.plugins.greenlight.parse.TarStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that must be as long when it is read as it was when it was listed; no link is followed. */
final class SteadyFile extends FilterInputStream {
    private final String name;
    private final long size;
    private long left;

    private SteadyFile(InputStream in, String name, long size) {
        super(in);
        this.name = name;
        this.size = size;
        this.left = size;
    }

    static TarStream.Content of(Path file, String name, long size) {
        return () -> {
            try {
                return new SteadyFile(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), name, size);
            } catch (IOException e) {
                throw new IOException("The build context's " + name + " cannot be read: " + e
                        + ". Expected a file that stays as it was when"
                        + " it was listed, and that this user may read. Mend it, or name it in .dockerignore.", e);
            }
        };
    }

    @Override public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0) {
            if (in.read() >= 0) {
                throw changed("more");
            }
            return -1;
        }
        int got = in.read(bytes, from, (int) Math.min(length, left));
        if (got < 0) {
            throw changed("less");
        }
        left -= got;
        return got;
    }

    private IOException changed(String now) {
        return new IOException("The build context's " + name + " changed while it was sent: it had " + size + " bytes and has "
                + now
                + " now. Expected files that nobody writes during the build. Stop what writes it, or name it in .dockerignore.");
    }
}
