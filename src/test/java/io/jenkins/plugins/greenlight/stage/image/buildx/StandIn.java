package io.jenkins.plugins.greenlight.stage.image.buildx;

import io.jenkins.plugins.greenlight.oci.TestArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A script in the place of buildx, which notes how it was started and does as it was told; it builds nothing. */
final class StandIn {
    private final Path folder;

    StandIn(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("buildx"), String.join("\n",
                "#!/bin/sh",
                "here=$(dirname \"$0\")",
                "case $1 in",
                "version) exit \"$(cat \"$here/version\")\" ;;",
                "ls) cat \"$here/builders\"; exit \"$(cat \"$here/ls\")\" ;;",
                "esac",
                "printf '%s\\n' \"$@\" > \"$here/argv\"",
                "env > \"$here/env\"",
                "while [ $# -gt 0 ]; do",
                "  case $1 in",
                "  --secret) file=${2#*,src=}; stat -c '%a' \"$file\" \"$(dirname \"$file\")\" >> \"$here/secrets\"; cat \"$file\" >> \"$here/secrets\" ;;",
                "  --metadata-file) [ ! -e \"$here/metadata\" ] || cp \"$here/metadata\" \"$2\" ;;",
                "  --output) dest=${2#*dest=}; [ ! -e \"$here/image\" ] || cp \"$here/image\" \"${dest%%,*}\" ;;",
                "  esac",
                "  shift",
                "done",
                "[ -z \"$DOCKER_CONFIG\" ] || cp -R \"$DOCKER_CONFIG\" \"$here/docker\"",
                "cat \"$here/says\" >&2",
                "exit \"$(cat \"$here/build\")\"") + "\n");
        Files.setPosixFilePermissions(folder.resolve("buildx"), PosixFilePermissions.fromString("rwx------"));
        for (var code : List.of("version", "ls", "build")) {
            ends(code, 0);
        }
        builders("{\"Name\":\"default\",\"Current\":true,\"Driver\":\"docker\",\"Nodes\":[{\"Status\":\"running\"}]}").says();
    }

    String program() {
        return folder.resolve("buildx").toString();
    }

    /** @param command version, ls or build */
    StandIn ends(String command, int exitCode) throws IOException {
        Files.writeString(folder.resolve(command), Integer.toString(exitCode));
        return this;
    }

    StandIn builders(String... documents) throws IOException {
        Files.writeString(folder.resolve("builders"), String.join("\n", documents) + "\n");
        return this;
    }

    StandIn says(String... lines) throws IOException {
        Files.writeString(folder.resolve("says"), lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        return this;
    }

    /** @param digest that it says it has; empty for its own */
    StandIn writes(TestArchive image, String digest) throws IOException {
        image.write(folder.resolve("image"));
        return tells(digest.isEmpty() ? image.digest().value() : digest);
    }

    StandIn tells(String digest) throws IOException {
        Files.writeString(folder.resolve("metadata"), "{\"containerimage.digest\":\"" + digest + "\"}");
        return this;
    }

    List<String> argv() throws IOException {
        return Files.readAllLines(folder.resolve("argv"));
    }

    List<String> environment() throws IOException {
        return Files.readAllLines(folder.resolve("env"));
    }

    /** Mode of the file, mode of its folder, then the value, of each. */
    String secrets() throws IOException {
        return Files.readString(folder.resolve("secrets"));
    }

    /** What it found in DOCKER_CONFIG. */
    Path dockerConfig() {
        return folder.resolve("docker");
    }

    boolean wasBuilt() {
        return Files.exists(folder.resolve("argv"));
    }
}
