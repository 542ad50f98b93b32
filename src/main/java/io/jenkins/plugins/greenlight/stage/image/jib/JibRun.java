package io.jenkins.plugins.greenlight.stage.image.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Has jib write an image; its threads are gone when this returns. */
final class JibRun {
    static final String THREAD = "greenlight-jib";
    private static final long SECOND_MILLIS = 1000;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final Path cache;

    /** @param name of the image, without registry and tag */
    JibRun(String name, Path cache) {
        this.name = name;
        this.cache = cache;
    }

    /** @return the only image of the archive */
    OciImage write(JibContainerBuilder image, Path archive) throws IOException, InterruptedException, StageException {
        var told = containerize(image, archive);
        var written = OciArchive.read(archive);
        if (!written.digest().value().equals(told)) {
            throw new StageException("The archive's image is " + written.digest() + ", but " + told + " was built. Expected"
                    + " the same. Delete " + cache + " and build again.");
        }
        return written.images().get(0);
    }

    private String containerize(JibContainerBuilder image, Path archive)
            throws IOException, InterruptedException, StageException {
        var threads = new ConcurrentLinkedQueue<Thread>();
        var executor = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, THREAD);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
        try {
            return image.containerize(Containerizer.to(TarImage.at(archive).named(name)).setOfflineMode(true)
                    .setExecutorService(executor).setBaseImageLayersCache(cache.resolve("layers"))
                    .setApplicationLayersCache(cache.resolve("layers"))).getDigest().toString();
        } catch (InvalidImageReferenceException e) {
            throw new StageException("\"" + name + "\" is no name for an image. Expected lower-case letters, digits,"
                    + " dots, dashes and slashes, e.g. shop. Change image.name.", e);
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new IOException(e.getMessage() + ". Look whether " + cache + " can be written.", e);
        } finally {
            executor.shutdownNow();
            threads.forEach(JibRun::await);
        }
    }

    /** Interrupted or not: a thread that still writes would leave what was cleaned up behind it. */
    private static void await(Thread thread) {
        boolean interrupted = false;
        long begin = System.nanoTime();
        while (thread.isAlive() && System.nanoTime() - begin < PATIENCE_NANOS) {
            try {
                thread.join(SECOND_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
