package io.jenkins.plugins.greenlight.jenkins;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import hudson.util.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Credentials as the engine is given them: variables of its environment, and files that only its user may read. */
final class BoundCredentials {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.+)");
    /** Shorter lines of a secret file are its format, such as {@code apiVersion: v1}. */
    private static final int LONG_LINE = 20;
    private final Run<?, ?> run;
    private final Agent agent;
    private final EnvVars environment;
    private final ArrayList<Secret> secrets = new ArrayList<>();

    BoundCredentials(Run<?, ?> run, Agent agent, EnvVars environment) {
        this.run = run;
        this.agent = agent;
        this.environment = environment;
    }

    /** @param named each {@code VARIABLE=credentials id}
     *  @return what must not be seen in the log */
    ArrayList<Secret> bind(List<String> named) throws IOException, InterruptedException {
        for (var entry : named) {
            var parts = NAMED.matcher(entry);
            if (!parts.matches()) {
                throw new AbortException("credentials has \"" + entry + "\". Expected VARIABLE=id, for example SLACK_TOKEN=slack.");
            }
            bind(parts.group(1), parts.group(2), find(parts.group(2)));
        }
        return secrets;
    }

    private StandardCredentials find(String id) throws AbortException {
        var found = CredentialsProvider.findCredentialById(id, StandardCredentials.class, run);
        if (found == null) {
            throw new AbortException("There is no credential \"" + id + "\" that this job may use. Expected one of that id, in the"
                    + " system's store or the folder's.");
        }
        return CredentialsProvider.track(run, found);
    }

    private void bind(String variable, String id, StandardCredentials found) throws IOException, InterruptedException {
        if (found instanceof StringCredentials text) {
            secret(variable, text.getSecret().getPlainText());
        } else if (found instanceof StandardUsernamePasswordCredentials both) {
            var password = both.getPassword().getPlainText();
            environment.put(variable + "_USR", both.getUsername());
            secret(variable + "_PSW", password);
            secret(variable, both.getUsername() + ":" + password);
        } else if (found instanceof FileCredentials file) {
            file(variable, file);
        } else {
            throw new AbortException("The credential \"" + id + "\" is of the kind " + found.getClass().getSimpleName()
                    + ". Expected a secret text, a user name with password, or a secret file.");
        }
    }

    private void secret(String variable, String value) {
        environment.put(variable, value);
        secrets.add(Secret.fromString(value));
    }

    private void file(String variable, FileCredentials file) throws IOException, InterruptedException {
        try (InputStream in = file.getContent()) {
            var content = in.readAllBytes();
            environment.put(variable, agent.write("secret-" + variable, new ByteArrayInputStream(content)));
            new String(content, StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> line.length() >= LONG_LINE)
                    .forEach(line -> secrets.add(Secret.fromString(line)));
        }
    }
}
