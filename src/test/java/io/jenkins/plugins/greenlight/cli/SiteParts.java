package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.Runtime;
import java.io.IOException;
import java.util.List;

/** What the releases of a {@link TestSite} run in and what sends users to them. */
interface SiteParts {
    /** Before anything else is asked of the parts. */
    interface Choice {
        SiteParts of(TestSite site) throws Exception;
    }

    /** {@code target}, {@code slots} and {@code router} of the environment, two blanks deep. */
    String yaml();

    /** Whatever must run before the first command does. */
    void begin() throws Exception;

    /** As it can die by itself: without a word to anybody. */
    void kill(Runtime.Instance instance) throws Exception;

    /** Nothing of this site is left but these releases, each once, and its one router with its one route. */
    void assertNothingBut(List<String> releases) throws Exception;

    /** All of it goes, whatever state it is in. */
    void end() throws IOException, InterruptedException;
}
