package io.jenkins.plugins.greenlight.stage.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.StageReport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmailChannelTest {
    private static final String PASSWORD = "p4ss-w0rd-secret";
    @TempDir static Path folder;
    private static TestCertificate ours;
    private static TestCertificate elsewhere;
    private static GreenMail mail;
    private final Teller teller = new Teller();

    @BeforeAll static void start() throws Exception {
        ours = TestCertificate.of(folder, "ip:127.0.0.1");
        elsewhere = TestCertificate.of(folder, "dns:mail.elsewhere.test");
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("greenlight@example.com", "greenlight", PASSWORD);
        mail.getUserManager().setAuthRequired(true);
    }

    @AfterAll static void stop() {
        mail.stop();
    }

    @BeforeEach void forget() throws Exception {
        mail.purgeEmailFromAllMailboxes();
        teller.variables.put("SMTP_PASSWORD", PASSWORD);
    }

    private static void noMail() {
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    private Teller email(int port, boolean starttls, Optional<Path> ca, List<String> to) {
        var login = new EmailConfig.Login("greenlight", Teller.secret("SMTP_PASSWORD"));
        teller.email = Optional.of(new EmailConfig("127.0.0.1", port, "greenlight@example.com", to, Optional.of(login), starttls,
                ca.map(Path::toString), Occasions.ALL));
        return teller;
    }

    private Teller email(MailDoor door) {
        return email(door.port(), true, Optional.of(ours.caFile()), List.of("team@example.com"));
    }

    private static MailDoor door(TestCertificate certificate) throws Exception {
        return MailDoor.before(mail.getSmtp().getPort(), certificate.context());
    }

    /** A server without STARTTLS, here at the first word that begins so. */
    private static UnaryOperator<String> saying(String begin, UnaryOperator<String> instead) {
        return line -> !begin.isEmpty() && line.startsWith(begin) ? instead.apply(line) : line.equals(MailDoor.HELLO) ? "220 here"
                : line.startsWith("EHLO") ? "250-here\r\n250 AUTH PLAIN LOGIN" : line.startsWith("AUTH") ? "235 yes"
                : line.equals("DATA") ? "354 go on" : line.matches("[.]|(MAIL FROM|RCPT TO):.*|QUIT|RSET") ? "250 ok" : null;
    }

    @Test void sendsTextAndHtmlToAllOverTls() throws Exception {
        teller.report = full("r-1");
        teller.reportUrl = Optional.of("https://ci.example.com/7/");
        try (var door = door(ours)) {
            email(door.port(), true, Optional.of(ours.caFile()), List.of("team@example.com", "boss@example.com"));

            assertThat(teller.outcome()).isEqualTo("told");

            assertThat(door.heard).contains("STARTTLS").noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(got.getSubject()).isEqualTo("[Greenlight] r-1 r-1: ROLLED_BACK");
        assertThat(got.getFrom()[0]).hasToString("greenlight@example.com");
        assertThat(got.getHeader("To", ",")).isEqualTo("team@example.com, boss@example.com");
        assertThat(got.getSentDate()).isEqualTo(Date.from(Teller.NOW));
        assertThat(got.getMessageID()).isEqualTo("<20260301T100000000Z-n@example.com>");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var both = (MimeMultipart) got.getContent();
        assertThat(both.getContentType()).startsWith("multipart/alternative");
        assertThat(both.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat((String) both.getBodyPart(0).getContent()).contains("ROLLED_BACK (exit 12)", "https://ci.example.com/7/");
        assertThat(both.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat((String) both.getBodyPart(1).getContent()).contains("<h1 class=\"title\">r-1 r-1: ROLLED_BACK</h1>",
                "<a href=\"https://ci.example.com/7/\">", "FAILED r-1: measured r-1, required r-1. r-1");
    }

    private static DeliveryReport full(String text) {
        var stage = StageResult.judged(StageId.SECURITY, StageReport.of(text, Measures.none()),
                Verdict.of(Check.failed(text, text, text, text)), Teller.NOW, Teller.NOW);
        return new DeliveryReport("n", text, Optional.of(text), Optional.of(text), Optional.of(text), Ending.ROLLED_BACK, text, Teller.NOW,
                Teller.NOW, List.of(stage), Optional.of(new DeliveryReport.Deployed("production", "d", text, text, text, text)),
                Optional.of(new DeliveryReport.AuditHead(text, 3)), List.of());
    }

    @Test void letsNothingFromElsewhereBecomeAHeaderOrMarkup() throws Exception {
        teller.report = full("a\r\nBcc: evil@example.com\r\n\r\n<script>x</script>\u202e ä");
        try (var door = door(ours)) {
            assertThat(email(door).outcome()).isEqualTo("told");
        }

        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(got.getHeader("Bcc")).isNull();
        assertThat(got.getSubject()).hasSizeLessThanOrEqualTo(150).startsWith("[Greenlight] a␍ Bcc: evil@example.com␍ ␍ <script>x</script>\ufffd ä");
        assertThat((String) ((MimeMultipart) got.getContent()).getBodyPart(1).getContent()).doesNotContain("<script", "\u202e")
                .contains("&lt;script&gt;x&lt;/script&gt;");
    }

    @Test void refusesACertificateOfAnotherHost() throws Exception {
        try (var door = door(elsewhere)) {
            email(door.port(), true, Optional.of(elsewhere.caFile()), List.of("team@example.com"));

            assertThat(teller.outcome()).startsWith("not told: the connection could not become a TLS one to 127.0.0.1");
        }
        noMail();
    }

    @Test void refusesACertificateOfAnUnknownAuthority() throws Exception {
        try (var door = door(ours)) {
            email(door.port(), true, Optional.empty(), List.of("team@example.com"));

            assertThat(teller.outcome()).contains("could not become a TLS one").contains("give that as caFile");
        }
        noMail();
    }

    @Test void saysNoPasswordToAServerWithoutStarttls() throws Exception {
        try (var door = MailDoor.saying(saying("", line -> null))) {
            assertThat(email(door).outcome()).startsWith("not told: ").contains("STARTTLS");

            assertThat(door.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test void goesWithoutTlsToThisHostWhereThatIsSaid() throws Exception {
        email(mail.getSmtp().getPort(), false, Optional.empty(), List.of("team@example.com"));

        assertThat(teller.outcome()).isEqualTo("told");
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test void triesOnceWithAWrongPassword() throws Exception {
        teller.variables.put("SMTP_PASSWORD", "wr0ng-s3cret");
        try (var door = door(ours)) {
            assertThat(email(door).outcome()).startsWith("not told: the server did not take user and password: 535").doesNotContain("wr0ng");

            assertThat(door.heard).filteredOn("STARTTLS"::equals).hasSize(1);
        }
        noMail();
    }

    @Test void saysNothingOfAPasswordThatTheServerRepeats() throws Exception {
        var coded = Base64.getEncoder().encodeToString(("\0greenlight\0" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var door = MailDoor.saying(saying("AUTH", line -> "535 no " + PASSWORD + " and no " + coded))) {
            email(door.port(), false, Optional.empty(), List.of("team@example.com"));

            assertThat(teller.tell().toString()).contains("535 no **** and no ****").doesNotContain(PASSWORD, coded);
        }
    }

    @Test void triesAgainWhenItIsPutOff() throws Exception {
        var first = new AtomicInteger();
        try (var door = MailDoor.saying(saying("RCPT", line -> first.getAndIncrement() == 0 ? "451 later" : "250 ok"))) {
            email(door.port(), false, Optional.empty(), List.of("team@example.com"));

            assertThat(teller.outcome()).isEqualTo("told after 2 tries");
            assertThat(door.heard).filteredOn(line -> line.startsWith("Message-ID")).hasSize(1);
        }
        assertThat(teller.pauses).hasSize(1);
    }

    @Test void triesOnceWhenTheAddressIsRefused() throws Exception {
        try (var door = MailDoor.saying(saying("RCPT", line -> "550 no such user"))) {
            email(door.port(), false, Optional.empty(), List.of("team@example.com"));

            assertThat(teller.outcome()).contains("550 no such user");
        }
        assertThat(teller.pauses).isEmpty();
    }

    @Test void triesAgainWhenTheServerIsBusyAtTheDoor() throws Exception {
        var first = new AtomicInteger();
        var usual = saying("", line -> null);
        try (var door = MailDoor.saying(line -> line.equals(MailDoor.HELLO) && first.getAndIncrement() == 0 ? "421 busy" : usual.apply(line))) {
            email(door.port(), false, Optional.empty(), List.of("team@example.com"));

            assertThat(teller.outcome()).isEqualTo("told after 2 tries");
        }
    }

    @Test void isOverInTimeWhenTheServerSaysNothing() throws Exception {
        teller.timeout = Duration.ofMillis(600);
        try (var door = MailDoor.saying(line -> null)) {
            long start = System.nanoTime();

            assertThat(email(door).outcome()).startsWith("not told: ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test void hangsUpAtOnceWhenItIsInterrupted() throws Exception {
        try (var door = MailDoor.saying(line -> line.equals(MailDoor.HELLO) ? "220 here" : null)) {
            var ended = new AtomicReference<Throwable>();
            var thread = new Thread(() -> assertThatThrownBy(() -> email(door).tell()).satisfies(ended::set));
            thread.start();
            while (door.heard.isEmpty()) {
                Thread.sleep(5);
            }

            long start = System.nanoTime();
            thread.interrupt();
            thread.join(10_000);

            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test void saysWhatIsWrongWithTheAuthorities() throws Exception {
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var none = folder.resolve("none.pem");

        email(1, true, Optional.of(empty), List.of("team@example.com"));
        assertThat(teller.outcome()).contains(empty.toString(), "Expected some in PEM");

        email(1, true, Optional.of(none), List.of("team@example.com"));
        assertThat(teller.outcome()).contains(none.toString(), "NoSuchFileException");
    }

    @Test void saysThatThePasswordIsMissing() throws Exception {
        teller.variables.clear();

        assertThat(email(1, true, Optional.empty(), List.of("team@example.com")).outcome())
                .startsWith("not told: ${SMTP_PASSWORD} names an environment variable that is not set.");
    }
}
