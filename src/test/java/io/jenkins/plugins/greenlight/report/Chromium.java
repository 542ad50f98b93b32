package io.jenkins.plugins.greenlight.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window; skips the test where there is none. */
final class Chromium {
    private static final long SECONDS = 120;

    private Chromium() { }

    /**
     * The document after its own scripts have run.
     *
     * @param folder for the page and all that the browser leaves
     * @return as HTML
     */
    static String run(Path folder, String page) throws IOException, InterruptedException {
        var program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), "There is no Chromium here: apt-get install chromium");
        var file = Files.writeString(folder.resolve("page.html"), page);
        var out = folder.resolve("dom.html");
        var browser = new ProcessBuilder(List.of(program.get().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--user-data-dir=" + folder.resolve("profile"), "--dump-dom",
                file.toUri().toString())).redirectOutput(out.toFile()).redirectError(folder.resolve("log").toFile()).start();
        try {
            if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Chromium did not draw " + file + " in " + SECONDS + " s. Look at " + folder.resolve("log") + ".");
            }
            return Files.readString(out);
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
        }
    }
}
