package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.CommandResult;
import io.jenkins.plugins.greenlight.port.CommandRunner;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkspaceOptionsTest {
    private static String commit(CommandRunner git) throws Exception {
        var here = LocalPorts.at(Path.of("src"), System.out);
        return WorkspaceOptions.commit(new Ports(git, here.daemons(), here.workspace(), here.http(), here.log(), here.clock(),
                here.pause()));
    }

    @Test void isWhatGitSays() throws Exception {
        assertThat(commit(command -> {
            assertThat(command.argv()).containsExactly("git", "rev-parse", "HEAD");
            return new CommandResult(0, "0123abc\n", "");
        })).isEqualTo("0123abc");
    }

    @Test void isEmptyWhereThereIsNoRepository() throws Exception {
        assertThat(commit(command -> new CommandResult(128, "", "fatal: not a git repository"))).isEmpty();
    }

    @Test void isEmptyWhereThereIsNoGit() throws Exception {
        assertThat(commit(command -> {
            throw new IOException("Cannot run git");
        })).isEmpty();
    }
}
