package io.jenkins.plugins.greenlight.local;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.port.Log;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

/** Lines for a program: each an object with time (ISO 8601, UTC), level, message and, where it is known, stage. */
public final class JsonLog implements Log {
    private final PrintStream out;
    private final Clock clock;
    private volatile String stage = "";

    public JsonLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override public void info(String line) {
        print("info", line);
    }

    @Override public void warn(String line) {
        print("warn", line);
    }

    @Override public void result(String line) {
        print("result", line);
    }

    @Override public void stage(String word) {
        stage = word;
    }

    private void print(String level, String message) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level);
        if (!stage.isEmpty()) {
            line.put("stage", stage);
        }
        line.put("message", message);
        out.println(HarmlessText.json(Json.write(line)));
        out.flush();
    }
}
