package io.jenkins.plugins.greenlight.load;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** One run: hands due arrivals to free connections, in order. Lives on the event loop. */
final class LoadRun {
    private static final long LOOK_NANOS = 10_000_000;

    private final LoadPlan plan;
    private final Schedule schedule;
    private final Messages messages;
    private final Tally tally;
    private final Dialer dialer;
    private final Set<Connection> open = new LinkedHashSet<>();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final long lastSend;
    private long next;
    private long settled;
    private long looked;
    private boolean stopped;

    LoadRun(LoadPlan plan, Schedule schedule, Dialer dialer) {
        this.plan = plan;
        this.schedule = schedule;
        this.dialer = dialer;
        messages = new Messages(plan);
        tally = new Tally(plan, schedule);
        lastSend = schedule.start() + plan.warmup().plus(plan.duration()).plus(plan.timeout()).toNanos();
    }

    /** @param wake {@link System#nanoTime()} at which to look again at the latest */
    record Progress(long wake, boolean finished, long due, long waiting, long good, long failed) { }

    /** Sends what is due, ends what took too long. */
    Progress look() {
        dispatch();
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            new ArrayList<>(open).forEach(connection -> connection.expire(now));
            giveUp(now);
        }
        long due = schedule.due(now);
        boolean finished = settled == schedule.arrivals();
        return new Progress(wake(now), finished, due, Math.max(0, due - next), tally.good(), tally.failed());
    }

    private long wake(long now) {
        long look = now + LOOK_NANOS;
        long arrival = next < schedule.arrivals() ? schedule.intended(next) : look;
        return arrival > now ? Math.min(look, arrival) : look;
    }

    private void dispatch() {
        long now = System.nanoTime();
        while (!stopped && mayStart(next, now) && hasRoom()) {
            long deadline = now + plan.timeout().toNanos();
            var connection = free.pollLast();
            if (connection == null) {
                connect(next++, deadline);
            } else if (connection.usable()) {
                connection.send(next++, deadline);
            }
        }
    }

    private boolean mayStart(long arrival, long now) {
        return arrival < schedule.arrivals() && schedule.intended(arrival) <= now && now < lastSend;
    }

    private boolean hasRoom() {
        return !free.isEmpty() || open.size() < plan.connections();
    }

    private void connect(long arrival, long deadline) {
        var connection = new Connection(this);
        open.add(connection);
        connection.open(dialer, arrival, deadline);
    }

    /** Counts what could not be sent at all. */
    private void giveUp(long now) {
        while (now >= lastSend && next < schedule.arrivals()) {
            failed(next++, ErrorKind.UNSENT);
        }
    }

    void answered(long arrival, HttpResponse answer) {
        settled++;
        tally.answered(arrival, System.nanoTime(), answer.status().code(), answer.headers().get(plan.releaseHeader()));
    }

    void failed(long arrival, ErrorKind kind) {
        settled++;
        tally.failed(arrival, System.nanoTime(), kind);
    }

    void free(Connection connection) {
        free.addLast(connection);
        dispatch();
    }

    void gone(Connection connection) {
        open.remove(connection);
        free.remove(connection);
        dispatch();
    }

    /** Sends nothing more and closes every connection. */
    void stop() {
        stopped = true;
        new ArrayList<>(open).forEach(Connection::close);
    }

    FullHttpRequest message(long arrival) {
        return messages.of(arrival);
    }

    boolean secure() {
        return plan.secure();
    }

    LoadResult result() {
        return tally.result();
    }
}
