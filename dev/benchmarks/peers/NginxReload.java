package benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** nginx, whose upstream is written anew and which is told to reload; the old release is stopped after the next flip. */
final class NginxReload implements Peer {
    private final Path folder;
    private final Path classes;
    private final int port = Programs.freePort();
    private final Deque<Process> releases = new ArrayDeque<>();
    private int prepared;
    private Process nginx;

    /** @param classes the compiled release */
    NginxReload(Path folder, Path classes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.classes = classes;
    }

    @Override public String name() {
        return "nginx";
    }

    @Override public InetSocketAddress frontDoor() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override public void begin(String release) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/tmp/body; proxy_temp_path %1$s/tmp/proxy; fastcgi_temp_path %1$s/tmp/f;
                  uwsgi_temp_path %1$s/tmp/u; scgi_temp_path %1$s/tmp/s;
                  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
                  include %1$s/upstream.conf;
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://live;
                      proxy_http_version 1.1;
                      proxy_request_buffering off;
                      proxy_set_header Upgrade $http_upgrade;
                      proxy_set_header Connection $connection_upgrade;
                    }
                  }
                }
                """.formatted(folder, port));
        upstream(start(release));
        nginx = new ProcessBuilder(program(), "-c", folder.resolve("nginx.conf").toString(), "-p", folder.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile()).start();
        Programs.awaitRelease(port, release);
    }

    @Override public void prepare(String release) throws IOException, InterruptedException {
        prepared = start(release);
    }

    @Override public void flip(String release) throws IOException, InterruptedException {
        upstream(prepared);
        Programs.run(program(), "-c", folder.resolve("nginx.conf").toString(), "-p", folder.toString(), "-s", "reload");
    }

    private static String program() throws IOException {
        return Programs.find("nginx").orElseThrow(() -> new IOException("There is no nginx. Expected Debian's package nginx-light.")).toString();
    }

    private void upstream(int releasePort) throws IOException {
        Files.writeString(folder.resolve("upstream.conf"), "upstream live { server 127.0.0.1:" + releasePort + "; keepalive 64; }\n");
    }

    /** And ends the one before the last, which has had no users for long. */
    private int start(String release) throws IOException, InterruptedException {
        while (releases.size() > 1) {
            end(releases.removeFirst());
        }
        int free = Programs.freePort();
        var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx48m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classes.toString(), "benchmarks.release.Main").redirectErrorStream(true)
                .redirectOutput(folder.resolve(release + ".log").toFile());
        builder.environment().putAll(java.util.Map.of("PORT", String.valueOf(free), "BIND", "127.0.0.1", "GREENLIGHT_RELEASE", release));
        releases.addLast(builder.start());
        Programs.awaitRelease(free, release);
        return free;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override public void close() throws InterruptedException {
        if (nginx != null) {
            end(nginx);
        }
        for (var release : releases) {
            end(release);
        }
    }
}
