package io.jenkins.plugins.greenlight.finding.scanner;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code security.spotbugs} in greenlight.yaml.
 *
 * @param program       to be found in PATH, or a path from the root on; one that ends in {@code .jar} is run by this Java
 * @param classes       globs of jars, or paths of folders with classes, in the workspace
 * @param plugins       jars such as find-sec-bugs', paths in the workspace or from the root on
 * @param auxClasspath  globs of jars and paths of folders that the classes need
 * @param excludeFilter a filter file of SpotBugs'; empty for none
 * @param effort        SpotBugs' own word: min, less, default, more or max
 */
public record SpotBugsScan(String program, List<String> classes, List<String> plugins, List<String> auxClasspath,
                           Optional<String> excludeFilter, String effort, Duration timeout) {
    public SpotBugsScan {
        Objects.requireNonNull(program, "program");
        classes = List.copyOf(classes);
        plugins = List.copyOf(plugins);
        auxClasspath = List.copyOf(auxClasspath);
        Objects.requireNonNull(excludeFilter, "excludeFilter");
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(timeout, "timeout");
    }
}
