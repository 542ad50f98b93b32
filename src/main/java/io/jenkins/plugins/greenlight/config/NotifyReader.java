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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code notification}: who is told. No message repeats what stands where a secret may stand. */
final class NotifyReader {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern SLACK_CHANNEL = Pattern.compile("[#@]?[A-Za-z0-9._-]{1,80}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
    private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}]{1,256}");
    private static final Pattern LINK = Pattern.compile("(https?://|\\$\\{[A-Za-z_])[^\\s\\p{Cntrl}<>|\"]{1,2000}");

    private NotifyReader() { }

    /** Empty when the file leaves it out. */
    static Optional<NotifyConfig> in(Section root) {
        return Credentials.part(root, "notification", NotifyReader::read);
    }

    private static NotifyConfig read(Section section) {
        return new NotifyConfig(section.optional("console", true, Values::flag),
                section.optional("outbox", Values::inWorkspace),
                section.optional("reportUrl", node -> Values.matching(node, LINK,
                        "an address such as \"https://ci.example.com/job/7\" or \"${BUILD_URL}greenlight/\"")),
                section.optional("timeout", NotifyConfig.USUAL_TIMEOUT, NotifyReader::timeout),
                Credentials.part(section, "webhook", NotifyReader::webhook),
                Credentials.part(section, "slack", NotifyReader::slack),
                Credentials.part(section, "email", NotifyReader::email));
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
        var webhook = new WebhookConfig(section.required("url", "url: https://example.com/hook", PlainOrSecret.of(""), Credentials::webAddress),
                section.optional("token", Credentials::reference), headers, on(section));
        if (webhook.token().isPresent() && headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            section.note("headers", "token", "has an Authorization beside the token, which is sent as one. Expected one of the two.");
        }
        return webhook;
    }

    private static SlackConfig slack(Section section) {
        return new SlackConfig(section.required("url", "url: \"${SLACK_WEBHOOK}\"", Credential.parse("${NONE}").orElseThrow(),
                        Credentials::reference),
                section.optional("channel", node -> Values.matching(node, SLACK_CHANNEL, "a channel such as \"#deliveries\"")), on(section));
    }

    private static EmailConfig email(Section section) {
        var email = new EmailConfig(
                section.required("host", "host: smtp.example.com", "localhost", node ->
                        Values.matching(node, HOST, "the name or address of a mail server, such as \"smtp.example.com\"")),
                section.optional("port", 587, node -> Quantities.whole(node, 1, 65_535)),
                section.required("from", "from: greenlight@example.com", "", NotifyReader::mailbox),
                section.requiredList("to", "[team@example.com]", NotifyReader::mailbox), login(section),
                section.optional("starttls", true, NotifyReader::starttls),
                section.optional("caFile", Values::text), on(section));
        if (!email.starttls() && !LOOPBACK.matcher(email.host()).matches()) {
            section.note("starttls", "host", "is never, and " + email.host() + " is not this host. Expected required: what is sent"
                    + " to another host must be encrypted.");
        }
        return email;
    }

    private static Optional<EmailConfig.Login> login(Section section) {
        var user = section.optional("user", node -> Values.matching(node, USER, "the name that the mail server knows the sender by"));
        var password = section.optional("password", Credentials::reference);
        if (section.has("user") != section.has("password")) {
            section.note(section.has("user") ? "user" : "password", "is given without the other of user and password. Expected both or none.");
        }
        return user.flatMap(name -> password.map(secret -> new EmailConfig.Login(name, secret)));
    }

    private static boolean starttls(Node node) {
        var words = List.of("required", "never");
        if (!node.isText() || !words.contains(node.text())) {
            throw Values.unknownWord(node, words);
        }
        return node.text().equals("required");
    }

    private static Occasions on(Section section) {
        if (!section.has("on")) {
            section.list("on", List.of(), NotifyReader::ending);
            return Occasions.ALL;
        }
        return Occasions.of(section.requiredList("on", "[rolled_back, halted, gate_failed]", NotifyReader::ending));
    }

    private static String ending(Node node) {
        if (!node.isText() || !Occasions.WORDS.contains(node.text())) {
            throw Values.unknownWord(node, Occasions.WORDS);
        }
        return node.text();
    }

    private static String mailbox(Node node) {
        return Values.matching(node, MAILBOX, "an address such as \"team@example.com\", without a name beside it");
    }
}
