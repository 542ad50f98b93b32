package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyOptionsTest {
    @TempDir Path folder;
    private Path workspace;
    private Path usual;

    @BeforeEach void twoFolders() throws IOException {
        workspace = Files.createDirectory(folder.resolve("workspace"));
        usual = folder.resolve("etc/policy.yaml");
    }

    private PolicyOptions options(Map<String, String> environment, String... args) {
        var options = new PolicyOptions(environment, usual);
        CommandLine.populateCommand(options, args);
        return options;
    }

    private Path policy(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), "version: 1\n");
    }

    @Test void hasNoneWhereNoneIs() throws Exception {
        assertThat(options(Map.of()).read(workspace)).isEqualTo(Policy.NONE);
        assertThat(options(Map.of("GREENLIGHT_POLICY", "")).read(workspace)).isEqualTo(Policy.NONE);
    }

    @Test void isNamedByTheOptionThenTheVariableThenTheUsualPlace() throws Exception {
        var option = policy("a.yaml");
        var variable = policy("b.yaml");
        policy("etc/policy.yaml");
        var environment = Map.of("GREENLIGHT_POLICY", variable.toString());

        assertThat(options(environment, "--policy", option.toString()).read(workspace).source()).isEqualTo(option.toString());
        assertThat(options(environment).read(workspace).source()).isEqualTo(variable.toString());
        assertThat(options(Map.of()).read(workspace).source()).isEqualTo(usual.toString());
    }

    @Test void isNeverIgnoredWhenItCannotBeRead() throws Exception {
        assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/none.yaml").read(workspace)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("The policy " + folder + "/none.yaml (--policy) cannot be read").hasMessageContaining("Expected a file");
        assertThatThrownBy(() -> options(Map.of("GREENLIGHT_POLICY", folder + "/none.yaml")).read(workspace))
                .isInstanceOf(BadInputException.class).hasMessageContaining("GREENLIGHT_POLICY");
        Files.createDirectories(usual);
        assertThatThrownBy(() -> options(Map.of()).read(workspace)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("the usual place");
        Files.writeString(folder.resolve("bad.yaml"), "version: 1\nhots: []\n");
        assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/bad.yaml").read(workspace)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean \"hosts\"?");
        Files.write(folder.resolve("latin.yaml"), new byte[] {(byte) 0xfc});
        assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/latin.yaml").read(workspace)).isInstanceOf(BadInputException.class);
        Files.writeString(folder.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/large.yaml").read(workspace))
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test void liesNowhereInTheWorkspace() throws Exception {
        var outside = policy("outside.yaml");
        policy("workspace/policy.yaml");
        Files.createSymbolicLink(workspace.resolve("link.yaml"), outside);
        Files.createSymbolicLink(workspace.resolve("up"), folder);
        Files.createSymbolicLink(folder.resolve("in"), workspace);
        Files.createSymbolicLink(folder.resolve("in.yaml"), workspace.resolve("policy.yaml"));

        for (var name : new String[] {"workspace/policy.yaml", "workspace/link.yaml", "workspace/up/outside.yaml", "in/policy.yaml",
            "in/up/outside.yaml", "in.yaml", "workspace/none.yaml", "workspace/../workspace/policy.yaml"}) {
            assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/" + name).read(workspace)).as(name)
                    .isInstanceOf(BadInputException.class).hasMessageContaining("lies in the workspace");
        }
        assertThat(options(Map.of(), "--policy", outside.toString()).read(workspace).source()).isEqualTo(outside.toString());
        assertThatThrownBy(() -> options(Map.of(), "--policy", folder + "/policy.yaml").read(folder)).hasMessageContaining("lies in");
    }

    @Test void takesNoWordForTrueButTrue() throws Exception {
        assertThat(options(Map.of()).untrusted()).isFalse();
        assertThat(options(Map.of(), "--untrusted").untrusted()).isTrue();
        assertThat(options(Map.of("GREENLIGHT_UNTRUSTED", "true")).untrusted()).isTrue();
        assertThat(options(Map.of("GREENLIGHT_UNTRUSTED", "true"), "--untrusted").untrusted()).isTrue();
        assertThat(options(Map.of("GREENLIGHT_UNTRUSTED", "false"), "--untrusted").untrusted()).isTrue();
        assertThat(options(Map.of("GREENLIGHT_UNTRUSTED", "false")).untrusted()).isFalse();
        assertThatThrownBy(() -> options(Map.of("GREENLIGHT_UNTRUSTED", "1")).untrusted()).isInstanceOf(BadInputException.class);
    }
}
