package io.jenkins.plugins.greenlight.deploy.haproxy;

import io.jenkins.plugins.greenlight.deploy.Router.Counters;
import io.jenkins.plugins.greenlight.deploy.Slot;
import java.io.IOException;

/**
 * What HAProxy's rows of servers say of one slot. Never the row of a backend: behind a failover that one shows the users' luck.
 *
 * <p>Measured on 2.6.12 with the configuration of {@link HaproxyConfig}, on the row of the server that failed:
 * <ul>
 * <li>a 500 without a retry (POST, or not on trial): hrsp_5xx 1, nothing else
 * <li>a 500 taken to the other slot: wredis 1 and wretr 1, no hrsp, no eresp
 * <li>a retry on the same server would count 2 in wretr, which is therefore not read
 * <li>connection refused and taken away: wredis 1, after the backend's connect time-out; not taken away: econ 1
 * <li>an empty answer, or none within the time-out: eresp 1, no hrsp; taken away: wredis 1 only
 * <li>an answer that breaks off after its head: eresp 1 and srv_abrt 1, and its status in hrsp as well
 * <li>100 Continue is in no hrsp, 101 is in hrsp_1xx while the connection is in scur; a client that leaves is in cli_abrt only
 * <li>a server that is down gets nothing: the other one's row grows without a wredis
 * </ul>
 * A 5xx that broke off after its head counts twice: HAProxy does not say which of the broken ones were 5xx.
 */
final class SlotCount {
    private final ServerTable table;
    private final Backends backends;
    private final Slot slot;

    SlotCount(ServerTable table, Backends backends, Slot slot) {
        this.table = table;
        this.backends = backends;
        this.slot = slot;
    }

    Counters counters(boolean failover) throws IOException {
        var plain = own(table.row(backends.of(slot, false), slot.word()), 0);
        if (!failover) {
            return plain;
        }
        var trial = table.row(backends.of(slot, true), slot.word());
        var behind = table.row(backends.of(slot, true), slot.other().word());
        var onTrial = own(trial, Math.max(trial.count("wredis"), ended(behind)));
        var forTheOther = table.row(backends.of(slot.other(), true), slot.word()).sum("scur", "qcur");
        return new Counters(plain.answers() + onTrial.answers(), plain.serverErrors() + onTrial.serverErrors(),
                plain.connectErrors() + onTrial.connectErrors(), plain.resets() + onTrial.resets(),
                plain.open() + onTrial.open() + forTheOther, onTrial.elsewhere());
    }

    private static Counters own(ServerTable.Row row, long elsewhere) throws IOException {
        long whole = row.sum("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx") - row.count("srv_abrt");
        return new Counters(Math.max(0, whole), row.count("hrsp_5xx"), row.count("econ"), row.count("eresp"),
                row.sum("scur", "qcur"), elsewhere);
    }

    /** Requests that found their end at a server, one way or another. */
    private static long ended(ServerTable.Row row) throws IOException {
        return row.sum("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other", "eresp", "econ")
                - row.count("srv_abrt");
    }
}
