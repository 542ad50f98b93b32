package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Lines for a person at a terminal, and below them one line that is redrawn while something takes a while. Whatever else is
 * printed to the terminal meanwhile is overwritten by it: print through this log.
 */
public final class TerminalLog implements Log {
    private static final String ERASE = "\r\u001b[K";
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final PrintStream out;
    private final ConsoleLog lines;
    private final int columns;
    private final LongSupplier nanos;
    private final List<ProgressLine> underWay = new ArrayList<>();
    private boolean drawn;
    private Thread ticker;

    /** @param paint   gives a line that is harmless already its colours
     *  @param columns of the terminal */
    public TerminalLog(PrintStream out, UnaryOperator<String> paint, int columns) {
        this(out, paint, columns, System::nanoTime);
    }

    TerminalLog(PrintStream out, UnaryOperator<String> paint, int columns, LongSupplier nanos) {
        this.out = out;
        this.lines = new ConsoleLog(out, paint);
        this.columns = columns;
        this.nanos = nanos;
    }

    @Override public synchronized void info(String line) {
        erase();
        lines.info(line);
        draw();
    }

    @Override public synchronized void warn(String line) {
        erase();
        lines.warn(line);
        draw();
    }

    @Override public synchronized Progress progress(String what, Duration lasts) {
        var line = new ProgressLine(what, lasts, nanos.getAsLong());
        underWay.add(line);
        if (ticker == null) {
            ticker = new Thread(this::tick, "progress");
            ticker.setDaemon(true);
            ticker.start();
        }
        return new Shown(line);
    }

    /** The newest of what is under way. */
    synchronized void draw() {
        long now = nanos.getAsLong();
        if (!underWay.isEmpty() && underWay.get(underWay.size() - 1).isShown(now)) {
            out.print(ERASE + underWay.get(underWay.size() - 1).text(now, columns - 1));
            out.flush();
            drawn = true;
        }
    }

    private void erase() {
        if (drawn) {
            out.print(ERASE);
            out.flush();
            drawn = false;
        }
    }

    private synchronized void tick() {
        try {
            while (!underWay.isEmpty()) {
                draw();
                wait(BETWEEN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ticker = null;
        }
    }

    private synchronized void end(ProgressLine line) {
        if (underWay.remove(line)) {
            erase();
            draw();
            notifyAll();
        }
    }

    private final class Shown implements Progress {
        private final ProgressLine line;

        private Shown(ProgressLine line) {
            this.line = line;
        }

        @Override public void note(String text) {
            line.note(text);
        }

        @Override public void close() {
            end(line);
        }
    }
}
