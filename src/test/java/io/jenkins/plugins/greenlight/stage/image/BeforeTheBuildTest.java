package io.jenkins.plugins.greenlight.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known and refused before anything is built. */
class BeforeTheBuildTest {
    private static final String COMMIT = "4a80e1783b0de25615b1268e565d748b055a737f";

    private static PushConfig push(String... tags) {
        return new PushConfig("registry.example.com/shop", List.of(tags));
    }

    @Test void namesADiskThatIsTooFull(@TempDir Path folder) throws Exception {
        var place = folder.resolve("not/there/yet");

        FreeSpace.check(List.of(place), 1);

        assertThatThrownBy(() -> FreeSpace.check(List.of(place), 1L << 60)).isInstanceOf(StageException.class)
                .hasMessageStartingWith("The image was not built: the disk of " + place + " has ")
                .hasMessageContaining(" MiB free. Expected at least 1099511627776.00 MiB (image.minimumFree). Free some: ");
    }

    private static ImageConfig pushed(RegistryConfig registries) {
        var files = SmallImage.script(Map.of("nothing/there", "a"), Map.of());
        return new ImageConfig(files.name(), files.build(), files.platforms(), files.labels(), files.version(), files.source(), files.archive(), 0,
                Optional.empty(), registries, Optional.of(push("latest")), Optional.empty());
    }

    private static RegistryConfig registries(Optional<RegistryConfig.Login> login, Optional<String> dockerConfig, Optional<String> caFile) {
        return new RegistryConfig(login, dockerConfig, Set.of(), caFile, 1, Duration.ofSeconds(5));
    }

    @Test void looksForCredentialsAndAuthoritiesFirst(@TempDir Path workspace) {
        var login = new RegistryConfig.Login("ci", Credential.parse("${GREENLIGHT_NO_SUCH_PASSWORD}").orElseThrow());
        var ports = SmallImage.ports(workspace, new LogLines());

        for (var config : List.of(registries(Optional.of(login), Optional.empty(), Optional.empty()),
                registries(Optional.empty(), Optional.of(workspace.resolve("none.json").toString()), Optional.empty()),
                registries(Optional.empty(), Optional.empty(), Optional.of("none.pem")))) {
            assertThatThrownBy(() -> ImageStage.unscanned(pushed(config), "").run(ports)).isInstanceOf(StageException.class)
                    .hasMessageStartingWith("The image was not built, since it could not be pushed: ")
                    .hasMessageMatching("(?s).*(GREENLIGHT_NO_SUCH_PASSWORD|none.json|none.pem).*");
        }
    }

    @Test void tagsWithCommitAndVersion() throws Exception {
        assertThat(Tags.of(push("{commit}", "v{version}-{commit}", "latest", "latest"), Optional.of("1.4"), COMMIT))
                .containsExactly("4a80e1783b0d", "v1.4-4a80e1783b0d", "latest");
        assertThat(Tags.of(push("latest"), Optional.empty(), "")).containsExactly("latest");
        assertThat(Tags.of(push("{commit}"), Optional.empty(), "abc")).containsExactly("abc");
    }

    @Test void knowsNoTagWithoutACommit() {
        assertThatThrownBy(() -> Tags.of(push("{commit}"), Optional.empty(), "")).isInstanceOf(StageException.class)
                .hasMessageContaining("nobody knows the commit").hasMessageContaining("Give --commit");
    }

    @ParameterizedTest
    @CsvSource({"https://me:S3CRET@git.example.com/team/shop.git?a=S3CRET#S3CRET, https://git.example.com/team/shop.git",
        "ssh://git@git.example.com:2222/team/shop, ssh://git.example.com:2222/team/shop",
        "git@git.example.com:team/shop.git, ssh://git.example.com/team/shop.git",
        "/srv/git/shop.git,", "file:///srv/shop,", "'',", "https://me:S3C RET@x,"})
    void saysWhereTheSourceIsAndNoSecret(String remote, String address) {
        assertThat(Labels.address(remote)).isEqualTo(Optional.ofNullable(address));
    }

    @Test void takesTheTimeFromWhoeverSaysIt() throws Exception {
        assertThat(SourceDate.of(name -> Optional.of("1700000000"))).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(SourceDate.of(name -> Optional.empty())).isEmpty();
        assertThat(SourceDate.of(name -> Optional.of(" "))).isEmpty();
    }

    @ParameterizedTest @CsvSource({"yesterday", "-1", "1.5", "99999999999999999999", "9223372036854775807"})
    void refusesATimeThatIsNone(String text) {
        assertThatThrownBy(() -> SourceDate.of(name -> Optional.of(text))).isInstanceOf(StageException.class)
                .hasMessageStartingWith("SOURCE_DATE_EPOCH is \"" + text + "\". Expected the seconds since 1970")
                .hasMessageContaining("git log -1 --format=%ct");
    }
}
