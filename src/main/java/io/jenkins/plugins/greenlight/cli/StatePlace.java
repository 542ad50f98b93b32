package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeploySite;
import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.deploy.store.DirectoryStore;
import io.jenkins.plugins.greenlight.deploy.store.PostgresStore;
import io.jenkins.plugins.greenlight.parse.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where journal, lease and audit are: in a folder, or in a database.
 *
 * @param folder beside a database, what the target keeps on this host; empty when that is not known yet
 */
record StatePlace(Optional<PostgresUrl> database, Optional<Path> folder) {
    /** @param root what relative folders start from
     *  @throws IllegalArgumentException for an address of something else */
    static StatePlace of(String state, String folder, Path root) {
        var beside = Optional.of(folder).filter(given -> !given.isEmpty()).map(given -> path(given, root));
        return PostgresUrl.isMeant(state) ? new StatePlace(Optional.of(PostgresUrl.parse(state)), beside)
                : new StatePlace(Optional.empty(), Optional.of(path(state, root)));
    }

    static StatePlace of(DeploySite site, Path root) {
        return of(site.state(), site.folder(), root);
    }

    /** This database with the folder that was deployed with; a folder is all there is. */
    StatePlace with(DeploySite deployed) {
        return database.isEmpty() ? this : new StatePlace(database, of(deployed, Path.of("")).folder());
    }

    private static Path path(String folder, Path root) {
        return root.resolve(folder).toAbsolutePath().normalize();
    }

    StateStore store(String app, String environment) {
        return database.<StateStore>map(url -> new PostgresStore(url, app, environment, password()))
                .orElseGet(() -> new DirectoryStore(home(app, environment)));
    }

    /** Of one environment, on this host. */
    Path home(String app, String environment) {
        return folder.orElseThrow(() -> new IllegalArgumentException("The state is in " + this
                + ", and it is not known where the images of " + app + " lie on this host. Expected the key folder in the configuration.")).resolve(app).resolve(environment);
    }

    /** The applications that have this environment, sorted. */
    List<String> apps(String environment) throws IOException {
        if (database.isPresent()) {
            return PostgresStore.apps(database.get(), environment, password());
        }
        if (!Files.isDirectory(folder.orElseThrow())) {
            return List.of();
        }
        try (var folders = Files.list(folder.orElseThrow())) {
            return folders.filter(app -> Files.isDirectory(app.resolve(environment))).map(app -> app.getFileName().toString())
                    .sorted().toList();
        }
    }

    private static Optional<String> password() {
        return Optional.ofNullable(System.getenv("PGPASSWORD"));
    }

    /** As it is given with {@code --state}. */
    @Override public String toString() {
        return database.map(PostgresUrl::toString).orElseGet(() -> folder.map(Path::toString).orElse(""));
    }
}
