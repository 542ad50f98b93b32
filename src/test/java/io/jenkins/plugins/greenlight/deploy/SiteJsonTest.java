package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteJsonTest {
    private static final Map<Slot, Integer> SLOTS = Map.of(Slot.BLUE, 1, Slot.GREEN, 2);
    private static final DeploySite CONTAINERS = new DeploySite(DeploySite.DOCKER, SLOTS,
            RouterSite.of(new HaproxySite("/run/s", "/var/m", 80, false)),
            Optional.of(new DockerSite("tcp://127.0.0.1:2375", 8080, "127.0.0.2", 1L << 33, "shop", "1000:1000")),
            "postgresql://db/state", "/var/lib/greenlight", "/etc/secrets");
    private static final DeploySite PROCESSES = new DeploySite(DeploySite.PROCESS, SLOTS, new RouterSite(80, 81), Optional.empty(),
            "/state", "", "");

    private static DeploySite again(DeploySite site) throws Exception {
        var map = new TreeMap<String, Object>();
        SiteJson.write(site, map);
        return SiteJson.read(Json.read(Json.write(map), "site"));
    }

    @Test void readsWhatItWrote() throws Exception {
        assertThat(again(CONTAINERS)).isEqualTo(CONTAINERS);
        assertThat(again(PROCESSES)).isEqualTo(PROCESSES);
    }

    @Test void writesNothingForAFolderThatIsNotGiven() {
        var map = new TreeMap<String, Object>();

        SiteJson.write(PROCESSES, map);

        assertThat(map).doesNotContainKeys("folder", "secretsFolder", "docker", "haproxy").containsEntry("adminPort", 81);
    }

    @Test void isEmbeddedWithProcessesOrWithTheRouterOfOurOwn() {
        assertThat(CONTAINERS.embedded()).isFalse();
        assertThat(PROCESSES.embedded()).isTrue();
        assertThat(new DeploySite(DeploySite.DOCKER, SLOTS, new RouterSite(80, 81), CONTAINERS.docker(), "/state", "", "").embedded()).isTrue();
    }

    @Test void keepsAllElseWhenPortsOrStateMove() {
        var ports = Map.of(Slot.BLUE, 3, Slot.GREEN, 4);

        assertThat(CONTAINERS.at(ports)).isEqualTo(new DeploySite(DeploySite.DOCKER, ports, CONTAINERS.router(), CONTAINERS.docker(),
                CONTAINERS.state(), CONTAINERS.folder(), CONTAINERS.secrets()));
        assertThat(CONTAINERS.in("/other")).isEqualTo(new DeploySite(DeploySite.DOCKER, SLOTS, CONTAINERS.router(), CONTAINERS.docker(),
                "/other", CONTAINERS.folder(), CONTAINERS.secrets()));
    }
}
