package io.jenkins.plugins.greenlight.deploy.docker;

import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A release made of a static busybox: answers under {@code /cgi-bin/} with its id, and does what its environment tells it:
 * {@code FAIL} says so and ends with 3, {@code EAT} takes memory until it is killed, {@code DIE_AFTER} kills itself after so many
 * seconds. Its queries: {@code env}, {@code read=PATH}, {@code list=PATH}, {@code user}, {@code kill}.
 */
public final class BusyboxImage {
    private static final String RUN = """
            #!/bin/sh
            if [ -n "$FAIL" ]; then echo "No database at $FAIL" >&2; exit 3; fi
            if [ -n "$EAT" ]; then echo eating; exec tail -c 600m /dev/zero; fi
            if [ -n "$DIE_AFTER" ]; then (sleep "$DIE_AFTER"; kill -9 $$) & fi
            echo $$ > /tmp/pid
            echo "listening on $PORT"
            exec httpd -f -p "$BIND:$PORT" -h /www
            """;
    private static final String STATUS = """
            #!/bin/sh
            printf 'Content-Type: text/plain\\r\\nX-Greenlight-Release: %s\\r\\n\\r\\n' "$GREENLIGHT_RELEASE"
            case "$QUERY_STRING" in
            env) cat /proc/1/environ | tr '\\0' '\\n' ;;
            read=*) cat "${QUERY_STRING#read=}" ;;
            list=*) ls -ln "${QUERY_STRING#list=}" ;;
            user) id -u ;;
            kill) kill -9 $(cat /tmp/pid) ;;
            *) echo up ;;
            esac
            """;

    private BusyboxImage() { }

    public static TestArchive archive(String variant) throws IOException {
        return archive(variant, Map.of());
    }

    /** @param more of the image's configuration, e.g. Healthcheck */
    static TestArchive archive(String variant, Map<String, Object> more) throws IOException {
        var busybox = Path.of("/bin/busybox");
        Assumptions.assumeTrue(Files.exists(busybox) && isStatic(Files.readAllBytes(busybox)),
                "There is no static /bin/busybox to make an image from (Debian: busybox-static).");
        var base = new TarWriter().folder("bin/").entry("bin/busybox", '0', 0755, "", Files.readAllBytes(busybox));
        for (var applet : List.of("sh", "httpd", "cat", "tr", "ls", "id", "sleep", "tail", "kill", "printf", "env", "true", "false")) {
            base.symlink("bin/" + applet, "busybox");
        }
        base.folder("proc/").folder("dev/").folder("etc/").file("etc/passwd", 0644, "root:x:0:0::/:/bin/sh\n").entry("tmp/", '5', 01777, "", new byte[0]);
        var config = new HashMap<String, Object>(Map.of("Entrypoint", List.of("/app/run"), "Env", List.of("PATH=/bin", "FROM_IMAGE=1")));
        config.putAll(more);
        return new TestArchive().platform(Platform.here().toString()).layer(base).layer(new TarWriter().folder("app/").file("app/run", 0755, RUN).file("app/variant", 0644, variant)
                .folder("www/").folder("www/cgi-bin/").file("www/cgi-bin/status", 0755, STATUS)).config(config);
    }

    /** Whether no part of it asks for a dynamic linker. */
    private static boolean isStatic(byte[] elf) {
        var bytes = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        long table = bytes.getLong(32);
        int size = bytes.getShort(54);
        for (int i = 0; i < bytes.getShort(56); i++) {
            if (bytes.getInt((int) table + i * size) == 3) {
                return false;
            }
        }
        return true;
    }
}
