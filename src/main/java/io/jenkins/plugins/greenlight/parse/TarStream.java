package io.jenkins.plugins.greenlight.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A tar archive of files that belong to root, read as it is made: each file is opened when its turn comes. */
public final class TarStream {
    private static final int BLOCK = 512;
    /** What stands after the last file. */
    static final byte[] END = new byte[2 * BLOCK];

    /** A file's bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    private final List<Content> parts = new ArrayList<>();

    public TarStream file(String name, int mode, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file(name, mode, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** @param size of the content in bytes
     *  @param content exactly so many bytes */
    public TarStream file(String name, int mode, long size, Content content) {
        return member(TarMember.file(name, mode, size), content);
    }

    /** @param content exactly as many bytes as the member says */
    public TarStream member(TarMember member, Content content) {
        parts.add(() -> new ByteArrayInputStream(member.header()));
        if (member.size() > 0) {
            parts.add(content);
            parts.add(() -> new ByteArrayInputStream(new byte[TarMember.padding(member.size())]));
        }
        return this;
    }

    /** Without content: a directory, a link, an empty file. */
    public TarStream member(TarMember member) {
        return member(member, InputStream::nullInputStream);
    }

    /** Whoever reads it to its end has the whole archive. */
    public InputStream open() {
        var all = new ArrayList<>(parts);
        all.add(() -> new ByteArrayInputStream(END));
        return new Parts(all.iterator());
    }

    /** One after the other; closing it opens no more of them. */
    private static final class Parts extends InputStream {
        private final Iterator<Content> rest;
        private InputStream at = InputStream.nullInputStream();

        Parts(Iterator<Content> rest) {
            this.rest = rest;
        }

        @Override public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override public int read(byte[] bytes, int from, int length) throws IOException {
            int got = at.read(bytes, from, length);
            while (got < 0 && rest.hasNext()) {
                at.close();
                at = rest.next().open();
                got = at.read(bytes, from, length);
            }
            return got;
        }

        @Override public void close() throws IOException {
            at.close();
        }
    }
}
