package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.stage.notify.EmailConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.notify.Occasions;
import io.jenkins.plugins.greenlight.stage.notify.SlackConfig;
import io.jenkins.plugins.greenlight.stage.notify.WebhookConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code notification}: who is told. No message repeats what stands where a secret may stand. */
final class NotifyReader {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");

    private NotifyReader() { }

    static NotifyConfig read(Section section) {
        return new NotifyConfig(section.value("console", Node::flag),
                section.optional("outbox", Node::text),
                section.optional("reportUrl", Node::text),
                section.value("timeout", NotifyReader::timeout),
                section.section("webhook", NotifyReader::webhook),
                section.section("slack", NotifyReader::slack),
                section.section("email", NotifyReader::email));
    }

    private static Duration timeout(Node node) {
        var timeout = Quantities.duration(node);
        if (timeout.compareTo(LONGEST) > 0) {
            throw Values.wrong(node, "at most 10m");
        }
        return timeout;
    }

    private static WebhookConfig webhook(Section section) {
        var headers = new LinkedHashMap<String, PlainOrSecret>();
        section.texts("headers", Credentials::header).forEach((name, value) -> headers.put(name, PlainOrSecret.of(value)));
        var webhook = new WebhookConfig(section.required("url", PlainOrSecret.of(""), node -> PlainOrSecret.of(node.text())),
                section.optional("token", Credentials::reference), headers, on(section));
        if (webhook.token().isPresent() && headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            section.note("headers", "token", "has an Authorization beside the token, which is sent as one. Expected one of the two.");
        }
        return webhook;
    }

    private static SlackConfig slack(Section section) {
        return new SlackConfig(section.required("url", Credential.parse("${NONE}").orElseThrow(), Credentials::reference),
                section.optional("channel", Node::text), on(section));
    }

    private static EmailConfig email(Section section) {
        var email = new EmailConfig(section.required("host", "localhost", Node::text), section.value("port", node -> (int) node.integer()),
                section.required("from", "", Node::text), section.list("to", Node::text), login(section),
                section.value("starttls", Node::text).equals("required"), section.optional("caFile", Node::text), on(section));
        if (!email.starttls() && !LOOPBACK.matcher(email.host()).matches()) {
            section.note("starttls", "host", "is never, and " + email.host() + " is not this host. Expected required: what is sent"
                    + " to another host must be encrypted.");
        }
        return email;
    }

    private static Optional<EmailConfig.Login> login(Section section) {
        var user = section.optional("user", Node::text);
        var password = section.optional("password", Credentials::reference);
        if (section.has("user") != section.has("password")) {
            section.note(section.has("user") ? "user" : "password", "is given without the other of user and password. Expected both or none.");
        }
        return user.flatMap(name -> password.map(secret -> new EmailConfig.Login(name, secret)));
    }

    private static Occasions on(Section section) {
        var endings = section.list("on", Node::text);
        return endings.isEmpty() ? Occasions.ALL : Occasions.of(endings);
    }
}
