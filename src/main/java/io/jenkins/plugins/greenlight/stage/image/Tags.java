package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.stage.StageException;
import java.util.List;
import java.util.Optional;

/** The tags of one commit's image. */
final class Tags {
    private static final int SHOWN = 12;

    private Tags() { }

    /** @throws StageException when there is no commit, and a tag is to name it */
    static List<String> of(PushConfig push, Optional<String> version, String commit) throws StageException {
        if (commit.isEmpty() && push.tags().stream().anyMatch(tag -> tag.contains(PushConfig.COMMIT))) {
            throw new StageException("image.push.tags has the tag {commit}, and nobody knows the commit: this is no git checkout, and"
                    + " there is no --commit. Expected one of them. Give --commit, or write tags without {commit}.");
        }
        return push.tags().stream().map(tag -> tag.replace(PushConfig.COMMIT, commit.substring(0, Math.min(SHOWN, commit.length())))
                .replace(PushConfig.VERSION, version.orElse(""))).distinct().toList();
    }
}
