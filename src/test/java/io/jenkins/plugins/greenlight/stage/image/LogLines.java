package io.jenkins.plugins.greenlight.stage.image;

import io.jenkins.plugins.greenlight.port.Log;
import java.util.ArrayList;
import java.util.List;

public record LogLines(List<String> warnings) implements Log {
    public LogLines() {
        this(new ArrayList<>());
    }

    @Override public void info(String line) { }

    @Override public void warn(String line) {
        warnings.add(line);
    }
}
