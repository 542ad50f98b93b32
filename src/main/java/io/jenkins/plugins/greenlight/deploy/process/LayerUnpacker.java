package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.parse.TarReader.Entry;
import io.jenkins.plugins.greenlight.port.WholeFolder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;

/** Writes layers into a folder and nothing outside it, whatever they hold. */
final class LayerUnpacker {
    /** @param bytes  of all files together
     *  @param entries of all layers together */
    record Limits(long bytes, int entries) {
        static final Limits USUAL = new Limits(4L << 30, 200_000);
    }

    private final Path root;
    private final Limits limits;
    private long bytes;
    private int entries;

    LayerUnpacker(Path root, Limits limits) throws IOException {
        this.root = root.toRealPath();
        this.limits = limits;
    }

    /**
     * Unpacks all layers, the lowest first.
     *
     * @param root an empty folder; what was written stays there when this fails
     * @throws IOException when a layer holds what must not be on this machine: a path or link out of the folder, a
     *                     device, more than the limits allow
     */
    static void unpack(OciImage image, Path root) throws IOException {
        var unpacker = new LayerUnpacker(root, Limits.USUAL);
        for (var layer : image.layers()) {
            var name = "Layer " + layer.digest() + " of " + image.archive().archive();
            try (var in = image.open(layer)) {
                unpacker.unpack(in, name);
            } catch (ParseException | ZipException | EOFException e) {
                throw new IOException(name + " cannot be unpacked: " + e.getMessage() + ". Build the image again.", e);
            }
        }
    }

    /** @param name of the layer, for messages */
    void unpack(InputStream layer, String name) throws IOException {
        var tar = new TarReader(layer, name);
        for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            count(entry.get(), name);
            var relative = ImagePath.of(entry.get().name(), name);
            if (!relative.isEmpty()) {
                write(entry.get(), place(relative, name), tar.content(), name);
            }
        }
    }

    private void count(Entry entry, String layer) throws IOException {
        bytes += entry.size();
        entries++;
        if (bytes > limits.bytes() || bytes < 0 || entries > limits.entries()) {
            throw new IOException(layer + " unpacks to more than " + limits.bytes() + " bytes or " + limits.entries()
                    + " files at " + entry.name() + ". Make the image smaller.");
        }
    }

    /** Where an entry goes: its folder exists, is really below the root, and what was there before is gone. */
    private Path place(String relative, String layer) throws IOException {
        int slash = relative.lastIndexOf('/');
        var folder = slash < 0 ? root : folder(relative.substring(0, slash), layer);
        return folder.resolve(relative.substring(slash + 1));
    }

    private Path folder(String relative, String layer) throws IOException {
        var at = root;
        for (var part : relative.split("/")) {
            var next = at.resolve(part);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(next);
            } else if (!Files.isDirectory(next)) {
                throw new IOException(layer + " has files below " + relative + ", where " + part + " is no folder.");
            }
            at = next.toRealPath();
            if (!at.startsWith(root)) {
                throw new IOException(layer + " has files below " + relative + ", which lies outside the image.");
            }
        }
        return at;
    }

    private void write(Entry entry, Path target, InputStream content, String layer) throws IOException {
        boolean folderStays = entry.kind() == TarReader.Kind.DIRECTORY && Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
        var original = entry.kind() == TarReader.Kind.HARDLINK ? hardlinked(entry, layer) : target;
        if (!folderStays && !(entry.kind() == TarReader.Kind.HARDLINK && original.equals(target))) {
            WholeFolder.delete(target);
        }
        switch (entry.kind()) {
            case FILE -> file(entry, target, content);
            case DIRECTORY -> {
                if (!folderStays) {
                    Files.createDirectory(target);
                }
                Trees.permit(target, entry.mode() | 0700);
            }
            case SYMLINK -> Files.createSymbolicLink(target, symlinked(entry, target, layer));
            case HARDLINK -> {
                if (!original.equals(target)) {
                    Files.createLink(target, original);
                }
            }
            case OTHER -> throw new IOException(layer + " holds " + entry.name() + ", a device or another special file."
                    + " Expected files, folders and links. Build the image without it.");
        }
    }

    private static void file(Entry entry, Path target, InputStream content) throws IOException {
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        Trees.permit(target, entry.mode() | 0400);
    }

    /** A file of the image; a link to a link could be pointed elsewhere later. */
    private Path hardlinked(Entry entry, String layer) throws IOException {
        var original = place(ImagePath.of(entry.link(), layer), layer);
        if (!Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(layer + " links " + entry.name() + " to " + entry.link() + ", which is no file of the image.");
        }
        return original;
    }

    /**
     * Where the link points, relative, and never above the root. Steps up are taken only at its start, where they leave
     * real folders: after a name that is itself a link they could lead anywhere.
     */
    private Path symlinked(Entry entry, Path target, String layer) throws IOException {
        var folder = target.getParent();
        var ups = root.relativize(folder).toString().isEmpty() ? 0 : root.relativize(folder).getNameCount();
        var link = ImagePath.link(entry.link(), ups);
        if (link.isEmpty()) {
            throw new IOException(layer + " links " + entry.name() + " to " + entry.link() + ", which may lie outside the image."
                    + " Expected a target inside it, without .. after a name.");
        }
        return folder.getFileSystem().getPath(link.get());
    }
}
