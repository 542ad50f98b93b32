package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Slot;

/** A configuration of HAProxy 2.4 or newer, in HAProxy's words. */
final class ConfigText {
    private static final String GLOBAL = """
            global
                master-worker
            %s    stats socket %s mode 600%s level admin
                hard-stop-after 60s

            """;

    private static final String DEFAULTS = """
            defaults %1$sdefaults
                mode http
                option idle-close-on-response
                http-reuse safe
                retries 0
                timeout http-request 10s
                timeout http-keep-alive 60s
                timeout client 60s
                timeout queue 5s
                timeout connect 2s
                timeout server %2$dms
                timeout tunnel 1h

            """;

    private static final String FRONT = """
            frontend %1$s from %2$sdefaults
                bind 127.0.0.1:%3$d
                option forwardfor
                use_backend %%[str(%4$s),map(%5$s,%2$snobody)]
                default_backend %2$snobody

            # Nobody is live.
            backend %2$snobody from %2$sdefaults
                http-request return status 503 content-type text/plain string "No release is live.\\n"

            """;

    private static final String PLAIN = """
            backend %1$s from %2$sdefaults
                server %3$s 127.0.0.1:%4$d

            """;

    /* Weight 0: no retry comes back to the release on trial, so that one it failed is one that went elsewhere. Where there is no
       elsewhere HAProxy would put its own 503, or the end of the connection, in place of what the release answered. */
    private static final String TRIAL = """
            # %3$s on trial: what it fails to a GET or HEAD, and whoever finds no connection, is answered by %5$s.
            backend %1$s from %2$sdefaults
                http-request disable-l7-retry unless METH_GET or METH_HEAD
                http-request disable-l7-retry unless { srv_is_up(%5$s) }
                retry-on conn-failure empty-response response-timeout junk-response 500 502 503 504
                option redispatch 1
                retries 1
                timeout connect 250ms
                timeout check 500ms
                option httpchk
                http-check send meth GET uri %7$s ver HTTP/1.1 hdr Host 127.0.0.1
                use-server %3$s if TRUE
                server %3$s 127.0.0.1:%4$d weight 0 check inter 250ms fall 3 rise 1
                server %5$s 127.0.0.1:%6$d check inter 250ms fall 3 rise 1

            """;

    private final HaproxyConfig config;
    private final Backends backends;
    private final String prefix;

    ConfigText(HaproxyConfig config) {
        this.config = config;
        this.backends = new Backends(config.app(), config.environment());
        this.prefix = config.app() + "-" + config.environment() + "-";
    }

    String text() {
        var text = new StringBuilder(config.whole() ? global() : "");
        text.append(DEFAULTS.formatted(prefix, config.answerWait().toMillis()));
        text.append(FRONT.formatted(backends.front(), prefix, config.site().port(), LiveMap.KEY, config.site().map()));
        for (var slot : Slot.values()) {
            text.append(PLAIN.formatted(backends.of(slot, false), prefix, slot.word(), port(slot)));
            if (config.site().failover()) {
                text.append(TRIAL.formatted(backends.of(slot, true), prefix, slot.word(), port(slot),
                        slot.other().word(), port(slot.other()), config.healthPath()));
            }
        }
        return text.toString().stripTrailing() + "\n";
    }

    private String global() {
        var runAs = config.runAs().isEmpty() ? "" : "    user " + config.runAs() + "\n    group " + config.runAs() + "\n";
        var owner = config.socketUser().isEmpty() ? "" : " user " + config.socketUser();
        return GLOBAL.formatted(runAs, config.site().socket(), owner);
    }

    private int port(Slot slot) {
        return config.slots().get(slot);
    }
}
