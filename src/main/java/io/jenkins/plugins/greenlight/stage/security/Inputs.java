package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.stage.findings.InputFiles;
import java.util.Optional;

/** What the findings are held against: the baseline and the list of what is exploited, as far as they can be read. */
final class Inputs {
    private final InputFiles files;
    private Comparison comparison = Comparison.NONE;

    Inputs(Workspace workspace) {
        this.files = new InputFiles(workspace, "security");
    }

    InputFiles files() {
        return files;
    }

    Optional<KevList> kev(SecurityConfig config) {
        return config.kev().flatMap(name -> files.read("kev", name, KevList::read,
                "Expected CISA's JSON or one CVE id a line. Fetch it before this stage, or correct security.kev."));
    }

    /** A file that is not there is no problem of its own: it cannot be before it is written once. */
    Optional<Baseline> baseline(SecurityConfig config) {
        if (config.baseline().isEmpty()) {
            return Optional.empty();
        }
        String name = config.baseline().get().file();
        if (files.isMissing(name)) {
            comparison = Comparison.of(Comparison.State.MISSING, name);
            return Optional.empty();
        }
        var read = files.<Baseline>read("baseline", name, Baseline::read,
                "Restore the file, or accept what is there now: greenlight security --write-baseline");
        comparison = Comparison.of(read.isPresent() ? Comparison.State.READ : Comparison.State.UNREADABLE, name);
        return read;
    }

    /** Before anything is compared. */
    Comparison comparison() {
        return comparison;
    }
}
