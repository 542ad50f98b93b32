package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import java.util.Optional;

/** The package that Trivy and Grype name in the message of a result, for which SARIF has no place. */
final class SarifPackage {
    private SarifPackage() { }

    /** Empty when the message is not in the tool's form. */
    static Optional<AffectedPackage> of(String tool, String message, String fix) {
        return SarifTrivy.wrote(tool) ? ofTrivy(message)
                : tool.equalsIgnoreCase("Grype") ? ofGrype(message, fix) : Optional.empty();
    }

    private static Optional<AffectedPackage> ofTrivy(String message) {
        String name = line(message, "Package: ");
        if (name.isEmpty()) {
            String licensed = line(message, "PkgName: ");
            return licensed.isEmpty() ? Optional.empty() : Optional.of(new AffectedPackage(licensed, "", "", ""));
        }
        return Optional.of(new AffectedPackage(name, line(message, "Installed Version: "), "", line(message, "Fixed Version: ")));
    }

    /** What stands behind the words in the line that begins with them; empty when none does. */
    static String line(String message, String words) {
        for (int at = 0; at < message.length(); ) {
            int end = message.indexOf('\n', at);
            end = end < 0 ? message.length() : end;
            int from = at;
            while (from < end && message.charAt(from) == ' ') {
                from++;
            }
            if (message.startsWith(words, from)) {
                return message.substring(Math.min(end, from + words.length()), end).strip();
            }
            at = end + 1;
        }
        return "";
    }

    /** "A high vulnerability in python package: urllib3, version 1.26.4 was found at: /app/requirements.txt". */
    private static Optional<AffectedPackage> ofGrype(String message, String fix) {
        int name = message.indexOf(" package: ");
        int version = name < 0 ? -1 : message.indexOf(", version ", name);
        int end = version < 0 ? -1 : message.indexOf(" was found", version);
        return end < 0 ? Optional.empty() : Optional.of(new AffectedPackage(
                message.substring(name + " package: ".length(), version).strip(),
                message.substring(version + ", version ".length(), end).strip(), "", fix));
    }
}
