package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code lcov.info}: files with 10 functions and 100 lines. */
final class LcovSample implements Sample {
    private static final int FUNCTIONS = 10;
    private static final int LINES_OF_FUNCTION = 10;

    private final Words words = new Words(7);

    @Override public void head(Writer out) { }

    @Override public int part(Writer out, int number) throws IOException {
        var text = new StringBuilder("TN:\nSF:src/" + words.noun() + "/" + words.noun() + number + ".ts\n");
        var called = new StringBuilder();
        var lines = new StringBuilder();
        var branches = new StringBuilder();
        for (int function = 0; function < FUNCTIONS; function++) {
            String name = words.noun() + Words.upper(words.noun()) + function;
            int first = 10 + function * 15;
            text.append("FN:").append(first).append(',').append(name).append('\n');
            called.append("FNDA:").append(words.below(40)).append(',').append(name).append('\n');
            branches.append("BRDA:").append(first).append(',').append(function).append(",0,1\nBRDA:").append(first).append(',')
                    .append(function).append(",1,0\n");
            for (int i = 0; i < LINES_OF_FUNCTION; i++) {
                lines.append("DA:").append(first + i).append(',').append(words.oneIn(5) ? 0 : words.below(9000)).append('\n');
            }
        }
        out.append(text).append(called).append("FNF:10\nFNH:9\n").append(lines).append("LF:100\nLH:80\n").append(branches)
                .write("BRF:20\nBRH:10\nend_of_record\n");
        return FUNCTIONS * LINES_OF_FUNCTION;
    }

    @Override public void tail(Writer out) { }
}
