package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** A report as its tool writes it, as long as wanted: the head, parts, the tail. */
interface Sample {
    void head(Writer out) throws IOException;

    /** @param number of the part, from 0
     *  @return how many findings or distinct lines it holds */
    int part(Writer out, int number) throws IOException;

    void tail(Writer out) throws IOException;
}
