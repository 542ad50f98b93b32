package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.config.Policy;
import io.jenkins.plugins.greenlight.pipeline.StageSections;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the stages asked for may run.
 *
 * @param leftOut why not all of them, for the report; empty when all may
 */
record Permitted(Set<StageId> stages, String leftOut) {
    private static final Set<StageId> DEPLOYING = EnumSet.of(StageId.STAGING, StageId.PRODUCTION);
    private static final String WHY = "what is untrusted gets no credentials and deploys nothing (--untrusted or GREENLIGHT_UNTRUSTED)";

    Permitted {
        stages = Set.copyOf(stages);
    }

    /** @throws BadInputException when none of them may, or one without another that the policy requires before it */
    static Permitted of(Set<StageId> asked, GreenlightConfig config, Policy policy, boolean untrusted) throws BadInputException {
        refuseSkipped(asked, policy);
        if (!untrusted) {
            return new Permitted(asked, "");
        }
        var forbidden = EnumSet.copyOf(DEPLOYING);
        Policy.sectionsWithSecrets(config).forEach(section -> forbidden.add(StageSections.stage(section)));
        forbidden.retainAll(asked);
        var rest = EnumSet.copyOf(asked);
        rest.removeAll(forbidden);
        if (rest.isEmpty()) {
            throw new BadInputException(titles(forbidden) + " cannot be run: " + WHY + ". Expected a gate, or a run that is trusted.");
        }
        forbidden.removeIf(id -> !StageSections.has(config, id));
        return new Permitted(rest, forbidden.isEmpty() ? "" : titles(forbidden) + (forbidden.size() == 1 ? " was" : " were")
                + " left out: " + WHY + ".");
    }

    /** A gate that must be there helps nobody when the deployment is asked for without it. */
    private static void refuseSkipped(Set<StageId> asked, Policy policy) throws BadInputException {
        var last = asked.stream().filter(DEPLOYING::contains).max(StageId::compareTo);
        if (last.isEmpty() || policy.allowSeparate()) {
            return;
        }
        var skipped = policy.required().stream().map(StageSections::stage)
                .filter(id -> id.compareTo(last.get()) < 0 && !asked.contains(id)).collect(Collectors.toCollection(() ->
                        EnumSet.noneOf(StageId.class)));
        if (!skipped.isEmpty()) {
            throw new BadInputException(last.get().title() + " is asked for without " + titles(skipped) + ", which the policy ("
                    + policy.source() + ", required) does not let anybody skip. Expected greenlight run; or allowSeparate: true in the policy,"
                    + " where a pipeline of the platform's runs the stages one by one.");
        }
    }

    private static String titles(Set<StageId> ids) {
        return ids.stream().map(StageId::title).collect(Collectors.joining(" and "));
    }
}
