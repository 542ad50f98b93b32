package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.KnownPasswords;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.image.docker.BaseLogins;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an engine is told for the images in FROM: all that image.registry knows. */
record EngineLogins(RegistryAccess access, Ports ports) implements BaseLogins {
    @Override public Map<String, Login> byRegistry() throws IOException, InterruptedException {
        var logins = new LinkedHashMap<String, Login>();
        KnownPasswords.of(access, ports).forEach((registry, known) -> logins.put(registry, new Login(known.user(), known.password())));
        return logins;
    }
}
