package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions of a record. Several of one name, as the constructors of two classes, stand at different lines; their counts
 * come in the same order.
 */
final class LcovFunctions {
    private static final int MAX_FUNCTIONS = 100_000;

    private final TextLines text;
    private final SourceBuffer file;
    private final Map<String, Set<Integer>> linesOfName = new HashMap<>();
    private final Map<String, List<Boolean>> countsOfName = new HashMap<>();
    private final Map<String, String> lineOfIndex = new HashMap<>();
    private int held;

    LcovFunctions(TextLines text, SourceBuffer file) {
        this.text = text;
        this.file = file;
    }

    /** {@code FN:line,[end,]name}, {@code FNDA:count,name}; since 2.2 {@code FNL:index,line[,end]},
     *  {@code FNA:index,count,name}. */
    void read() {
        if (text.startsWith("FNF:") || text.startsWith("FNH:")) {
            return;
        }
        int comma = LcovSection.comma(text, 0);
        int next = text.indexOf(',', comma + 1);
        if (text.startsWith("FN:")) {
            function(comma, next);
        } else if (text.startsWith("FNDA:")) {
            boolean entered = LcovSection.hit(text, "FNDA:".length(), comma);
            countsOfName.computeIfAbsent(text.text(comma + 1, text.length()), name -> new ArrayList<>(1)).add(entered);
        } else if (text.startsWith("FNL:")) {
            String line = text.text(comma + 1, next < 0 ? text.length() : next);
            lineOfIndex.put(text.text("FNL:".length(), comma), line);
            file.method(false, "line", line);
        } else if (text.startsWith("FNA:")) {
            String index = text.text("FNA:".length(), comma);
            boolean entered = LcovSection.hit(text, comma + 1, next < 0 ? text.length() : next);
            file.method(entered, "line", lineOfIndex.getOrDefault(index, index));
        }
        if (++held >= MAX_FUNCTIONS) {
            flush();
        }
    }

    private void function(int comma, int next) {
        int line = LcovSection.number(text, "FN:".length(), comma);
        boolean hasEnd = next > 0 && HitCount.isCount(text, comma + 1, next);
        String name = text.text((hasEnd ? next : comma) + 1, text.length());
        linesOfName.computeIfAbsent(name, any -> new LinkedHashSet<>(2)).add(line);
    }

    /** Gives all to the file. */
    void flush() {
        linesOfName.forEach((name, lines) -> lines.forEach(line -> file.method(false, name, line.toString())));
        countsOfName.forEach((name, counts) -> {
            var lines = linesOfName.getOrDefault(name, Set.of()).iterator();
            String line = "";
            for (boolean entered : counts) {
                line = lines.hasNext() ? lines.next().toString() : line;
                file.method(entered, name, line);
            }
        });
        linesOfName.clear();
        countsOfName.clear();
        lineOfIndex.clear();
        held = 0;
    }
}
