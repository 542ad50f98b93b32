package io.jenkins.plugins.greenlight.deploy.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.LoadResponseItem;
import io.jenkins.plugins.greenlight.oci.DockerArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.docker.DockerEngine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;

/** An image on its way into an engine, as engines before 25 take it too. */
record ImageLoad(OciImage image, String tag) {
    void into(DockerEngine engine) throws IOException, InterruptedException {
        var refusal = new AtomicReference<String>();
        boolean whole = engine.actPatiently("load image " + image.digest(), client -> {
            try (var in = DockerArchive.of(image, tag).open()) {
                return client.loadImageAsyncCmd(in).exec(new ResultCallback.Adapter<LoadResponseItem>() {
                    @Override public void onNext(LoadResponseItem item) {
                        if (item.isErrorIndicated()) { // a refusal comes as an item, not as a failure
                            refusal.set(item.getErrorDetail() == null ? "it did not say why" : item.getErrorDetail().getMessage());
                        }
                    }
                }).awaitCompletion() != null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Loading image " + image.digest() + " was interrupted.");
            }
        });
        if (!whole || refusal.get() != null) {
            throw new IOException("The Docker Engine at " + engine + " refused the image " + image.digest() + " of "
                    + image.archive().archive() + ": "
                    + refusal.get() + ". Expected it to take a whole image. Look at its log and at the space on its disk.");
        }
    }
}
