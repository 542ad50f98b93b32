package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.port.Ports;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where people read the report: {@code reportUrl} with its variables filled in. */
final class ReportLink {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private ReportLink() { }

    /** Empty, and said in the log, where a variable is not set, as outside of a build, or it comes to no web address. */
    static Optional<URI> of(Optional<String> written, Ports ports) {
        return written.flatMap(text -> filled(text, ports)).flatMap(text -> web(text, ports));
    }

    private static Optional<String> filled(String text, Ports ports) {
        var missing = VARIABLE.matcher(text).results().map(found -> found.group(1))
                .filter(name -> ports.variables().value(name).isEmpty()).findFirst();
        missing.ifPresent(name -> ports.log().info("notification.reportUrl: the variable " + name + " is not set. The messages have no link."));
        return missing.isPresent() ? Optional.empty() : Optional.of(VARIABLE.matcher(text).replaceAll(found ->
                Matcher.quoteReplacement(ports.variables().value(found.group(1)).orElseThrow())));
    }

    private static Optional<URI> web(String text, Ports ports) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // said below, without the value: it may hold what is nobody's business
        }
        ports.log().warn("notification.reportUrl comes to no address. Expected https://HOST/..., without a user. The messages have no link.");
        return Optional.empty();
    }
}
