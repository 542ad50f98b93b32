package io.jenkins.plugins.greenlight.parse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The very file that is started for a program.
 *
 * @param path   from the root on
 * @param sha256 of what it is or leads to
 */
public record ProgramFile(Path path, String sha256) {
    /**
     * @param name      to be found in PATH, or a path from the root on
     * @param variables the engine's environment
     * @throws IOException when there is none, with what to do
     */
    public static ProgramFile find(String name, Function<String, Optional<String>> variables) throws IOException {
        var found = name.indexOf('/') >= 0 ? Optional.of(Path.of(name)).filter(ProgramFile::isProgram)
                : inPath(name, variables.apply("PATH").orElse(""));
        var path = found.orElseThrow(() -> new IOException(name + " was not found"
                + (name.indexOf('/') >= 0 ? "" : " in PATH") + ", or may not be run"));
        return new ProgramFile(path, Sha256.of(path));
    }

    /** @throws IOException when there is no such file */
    public static ProgramFile of(Path file) throws IOException {
        if (!file.isAbsolute() || !Files.isRegularFile(file)) {
            throw new IOException(file + " was not found");
        }
        return new ProgramFile(file, Sha256.of(file));
    }

    /** A folder of PATH that is not given from the root on is no place for a program: it would be the commit's. */
    private static Optional<Path> inPath(String name, String folders) {
        return Arrays.stream(folders.split(File.pathSeparator)).flatMap(folder -> in(folder, name).stream())
                .filter(ProgramFile::isProgram).findFirst();
    }

    private static Optional<Path> in(String folder, String name) {
        try {
            return Optional.of(Path.of(folder)).filter(Path::isAbsolute).map(at -> at.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no folder, so nothing lies there
        }
    }

    private static boolean isProgram(Path path) {
        return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
