package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names this machine and its boot: a process id means something only there. */
public final class HostName {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private HostName() { }

    /** {@code name#boot}; the name alone where the system does not tell its boots apart. */
    public static String withBoot() throws IOException {
        var name = InetAddress.getLocalHost().getHostName();
        return Files.isReadable(BOOT) ? name + "#" + Files.readString(BOOT).strip() : name;
    }
}
