package io.jenkins.plugins.greenlight.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names this machine and its boot: a process id means something only there. */
public final class HostName {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private HostName() { }

    /** {@code name#boot}; the name alone where the system does not tell its boots apart. */
    public static String withBoot() throws IOException {
        var name = name();
        return Files.isReadable(BOOT) ? name + "#" + Files.readString(BOOT).strip() : name;
    }

    /** As the kernel has it: a fresh host's name may stand in no list of names. */
    private static String name() throws IOException {
        return Files.isReadable(NAME) ? Files.readString(NAME).strip() : InetAddress.getLocalHost().getHostName();
    }
}
