package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.util.Optional;

/** A stage that deploys, begun only when the image's signature is good and its bytes are here. */
final class CheckedDeployment<R extends StageFacts> implements Stage<R> {
    /** The target, opened now. */
    interface Opening {
        Target open() throws IOException, InterruptedException;
    }

    /** The stage itself, once all that it needs is there. */
    interface Inner<R extends StageFacts> {
        Stage<R> of(Target target, Built image);
    }

    private final StageId id;
    private final Built image;
    private final SignatureGate signatures;
    private final ImageBytes bytes;
    private final Opening opening;
    private final Inner<R> inner;
    private Optional<Check> signature = Optional.empty();
    private Optional<Stage<R>> stage = Optional.empty();

    CheckedDeployment(StageId id, Built image, SignatureGate signatures, ImageBytes bytes, Opening opening, Inner<R> inner) {
        this.id = id;
        this.image = image;
        this.signatures = signatures;
        this.bytes = bytes;
        this.opening = opening;
        this.inner = inner;
    }

    @Override public StageId id() {
        return id;
    }

    /** The signature first: without a good one nothing is even opened at the target. */
    @Override public R run(Ports ports) throws StageException, InterruptedException {
        signature = signatures.check(image.release().digest());
        if (signature.isPresent() && signature.get().outcome().blocks()) {
            throw new NotBegunException(signature.get());
        }
        try {
            var target = opening.open();
            stage = Optional.of(inner.of(target, bytes.forTarget(image, target.runtime())));
        } catch (IOException e) {
            throw new StageException(e.getMessage(), e);
        }
        return stage.get().run(ports);
    }

    @Override public Verdict judge(R facts) {
        return new Verdict(signature.stream().toList()).and(stage.orElseThrow().judge(facts));
    }

    @Override public R passed(R facts, Ports ports) throws StageException, InterruptedException {
        return stage.orElseThrow().passed(facts, ports);
    }
}
