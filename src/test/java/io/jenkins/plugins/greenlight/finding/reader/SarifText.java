package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small SARIF files, written with single quotes. */
final class SarifText {
    private SarifText() { }

    static List<CollectedRun> read(Path folder, String text) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("f.sarif"), text.replace('\'', '"')), "f.sarif");
    }

    /** A run of a tool called T. */
    static CollectedRun run(Path folder, String properties) throws IOException {
        return tool(folder, "'name': 'T'", properties);
    }

    /** @param driver    the properties of the tool's driver
     *  @param properties of the run */
    static CollectedRun tool(Path folder, String driver, String properties) throws IOException {
        return read(folder, "{'version': '2.1.0', 'runs': [{'tool': {'driver': {" + driver + "}}, " + properties + "}]}").get(0);
    }

    /** The finding of a result with these properties. */
    static Finding finding(Path folder, String driver, String result) throws IOException {
        return tool(folder, driver, "'results': [{" + result + "}]").findings().get(0);
    }
}
