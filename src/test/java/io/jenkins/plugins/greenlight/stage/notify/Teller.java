package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.local.JdkHttp;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells by real HTTP and SMTP; waits between two tries are noted and take no time. */
final class Teller {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    final Map<String, String> variables = new HashMap<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    Duration timeout = Duration.ofSeconds(30);
    Optional<String> reportUrl = Optional.empty();
    Optional<WebhookConfig> webhook = Optional.empty();
    Optional<SlackConfig> slack = Optional.empty();
    Optional<EmailConfig> email = Optional.empty();
    DeliveryReport report = report(Ending.ROLLED_BACK, "");
    private volatile Instant now = NOW;

    static DeliveryReport report(Ending ending, String message) {
        return new DeliveryReport("n-1", "shop", Optional.of("r-1"), Optional.of("abc123"), Optional.empty(), ending, message, NOW, NOW,
                List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    static Credential secret(String name) {
        return Credential.parse("${" + name + "}").orElseThrow();
    }

    Teller webhook(String url) {
        webhook = Optional.of(new WebhookConfig(PlainOrSecret.of(url), Optional.empty(), Map.of(), Occasions.ALL));
        return this;
    }

    Teller slack(String secretUrl) {
        variables.put("SLACK_WEBHOOK", secretUrl);
        slack = Optional.of(new SlackConfig(secret("SLACK_WEBHOOK"), Optional.empty(), Occasions.ALL));
        return this;
    }

    NotifyStage stage() {
        return new NotifyStage(new NotifyConfig(false, Optional.empty(), reportUrl, timeout, webhook, slack, email), report);
    }

    NotifyReport tell() throws InterruptedException {
        return stage().run(ports());
    }

    /** What came of the only channel. */
    String outcome() throws InterruptedException {
        return tell().channels().get(0).outcome();
    }

    Ports ports() {
        return new Ports(null, null, new AnyFile(), new JdkHttp(), new Log() {
            @Override public void info(String line) {
                log.add(line);
            }

            @Override public void warn(String line) {
                log.add(line);
            }
        }, new Steered(), this::pass, name -> Optional.ofNullable(variables.get(name)));
    }

    private synchronized void pass(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    private final class Steered extends Clock {
        @Override public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override public Instant instant() {
            return now;
        }
    }

    private static final class AnyFile implements Workspace {
        @Override public Path root() {
            return Path.of("/");
        }

        @Override public Path resolve(String path) {
            return Path.of(path);
        }

        @Override public List<Path> find(List<String> globs) {
            return List.of();
        }

        @Override public Optional<Instant> newestSource(List<String> globs) {
            return Optional.empty();
        }
    }
}
