package io.jenkins.plugins.greenlight.deploy.process;

import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How an image's entrypoint becomes a process of this host. */
record Launch(ImageStore.Ready image, Spec spec, Path temporary) {
    /** The program as the absolute path of the unpacked file; the arguments as they are, so relative ones resolve
     *  against {@link #directory}. */
    List<String> argv() throws IOException {
        var argv = new ArrayList<>(image.settings().argv());
        if (argv.isEmpty()) {
            throw new IOException("Image " + spec.digest() + " has no entrypoint. Expected one, e.g. [jre/bin/java, -jar,"
                    + " app/shop.jar]. Set image.entrypoint and build the image again.");
        }
        var name = argv.get(0);
        var program = name.startsWith("/") ? inside(name) : inside(image.settings().workingDirectory() + "/" + name);
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw new IOException("Image " + spec.digest() + " starts with " + name + ", which is no program in it. Expected an"
                    + " executable file. Look at image.entrypoint, image.files and image.javaModules.");
        }
        argv.set(0, program.toString());
        return argv;
    }

    Path directory() throws IOException {
        return inside(image.settings().workingDirectory());
    }

    /** All of it: the image's, then the configuration's, then what every release is told. */
    Map<String, String> environment() {
        var environment = new HashMap<>(image.settings().environment());
        environment.putAll(spec.environment());
        spec.secrets().forEach((name, file) -> environment.put(name + "_FILE", file.toString()));
        environment.put("PORT", Integer.toString(spec.port()));
        environment.put("BIND", "127.0.0.1");
        environment.put("GREENLIGHT_RELEASE", spec.release().value());
        environment.put("TMPDIR", temporary.toString());
        return environment;
    }

    private Path inside(String path) throws IOException {
        var relative = ImagePath.of(path, "Image " + spec.digest());
        var found = image.rootfs().resolve(relative);
        if (!Files.exists(found) || !found.toRealPath().startsWith(image.rootfs())) {
            throw new IOException("Image " + spec.digest() + " names " + path + ", but there is no such path in it. Look at"
                    + " image.entrypoint, image.files and image.javaModules.");
        }
        return found;
    }
}
