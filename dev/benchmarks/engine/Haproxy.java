package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.ConfigFile;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyConfig;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A HAProxy of this run alone, with the configuration that greenlight writes. */
final class Haproxy implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private final Process process;

    private Haproxy(Process process) {
        this.process = process;
    }

    static Haproxy start(String app, HaproxySite site, Map<Slot, Integer> slots, Path folder, CommandRunner commands)
            throws IOException, InterruptedException {
        var file = folder.resolve("haproxy.cfg");
        var config = new HaproxyConfig(app, "production", site, slots, "/health", Duration.ofSeconds(30), true, "", "");
        new ConfigFile(file, commands).write(config, true, ConfigFile.haproxy());
        var program = ConfigFile.haproxy().orElseThrow(() -> new IOException("There is no haproxy. Expected Debian's package haproxy."));
        var process = new ProcessBuilder(program.toString(), "-W", "-f", file.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile()).start();
        var haproxy = new Haproxy(process);
        haproxy.await(site.port());
        return haproxy;
    }

    private void await(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    close();
                    throw new IOException("HAProxy does not listen on port " + port + ": see haproxy.log.", e);
                }
            }
        }
    }

    @Override public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
