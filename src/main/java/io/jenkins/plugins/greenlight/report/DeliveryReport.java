package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * All that one run of the engine has to say; {@code report.json}.
 *
 * @param nonce      given by whoever started the run, who knows the report by it; empty for none
 * @param app        empty when the configuration could not be read
 * @param release    empty before the release has a name
 * @param commit     empty when there is none
 * @param digest     the image's; empty before there is one
 * @param message    what no stage can say, such as what is wrong with the configuration; empty for nothing
 * @param stages     those that ran, each once, in their order
 * @param deployment the last one of the run; empty when it had none
 */
public record DeliveryReport(String nonce, String app, Optional<String> release, Optional<String> commit,
                             Optional<String> digest, Ending ending, String message, Instant startedAt, Instant finishedAt,
                             List<StageResult> stages, Optional<Deployed> deployment, Optional<AuditHead> audit,
                             List<Artifact> artifacts) {
    /** {@code schema} in report.json. */
    public static final String SCHEMA = "greenlight.report";
    /** {@code version} in report.json. */
    public static final int VERSION = 1;

    public DeliveryReport {
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(message, "message");
        stages = List.copyOf(stages);
        artifacts = List.copyOf(artifacts);
        var ids = stages.stream().map(StageResult::id).toList();
        if (!ids.equals(ids.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("The stages of a report are " + ids + ". Expected each once, in their order.");
        }
    }

    /**
     * Where a deployment stands.
     *
     * @param environment {@code staging} or {@code production}
     * @param state       of the deployment, e.g. {@code LIVE}
     * @param release     the one that users reach now; empty when that is not known
     * @param slot        where it runs; empty when that is not known
     * @param previous    the release to go back to; empty for none
     */
    public record Deployed(String environment, String id, String state, String release, String slot, String previous) { }

    /** @param head   hash of the newest entry, in hexadecimal
     *  @param length how many entries there are */
    public record AuditHead(String head, long length) {
        public AuditHead {
            if (length < 0) {
                throw new IllegalArgumentException("The audit's length is " + length + ". Expected 0 or more.");
            }
        }
    }

    /**
     * A file that the run made or judged.
     *
     * @param path      relative to the workspace, with slashes; an absolute one for a file elsewhere
     * @param sha256    64 hexadecimal digits
     * @param mediaType such as {@code application/xml}; {@code application/octet-stream} where nobody knows
     * @param bytes     its size; empty where an older engine wrote the report
     * @param stage     that made or judged it; empty for the report's own files and where an older engine wrote the report
     */
    public record Artifact(String path, String sha256, String mediaType, OptionalLong bytes, Optional<StageId> stage) {
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        public Artifact {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(stage, "stage");
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("The hash of " + path + " is \"" + sha256 + "\"."
                        + " Expected 64 hexadecimal digits.");
            }
            if (bytes.isPresent() && bytes.getAsLong() < 0) {
                throw new IllegalArgumentException("The size of " + path + " is " + bytes.getAsLong()
                        + ". Expected 0 or more bytes.");
            }
        }

        /** As older engines told of it. */
        public Artifact(String path, String sha256) {
            this(path, sha256, StageFile.UNKNOWN, OptionalLong.empty(), Optional.empty());
        }
    }
}
