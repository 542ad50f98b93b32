package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.Glob;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;

/** What does not count. @param files how many matched this pattern and none before it */
record Excluded(Glob pattern, long files, Counters counters) { }
