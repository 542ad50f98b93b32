package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code coverage.xml} by the DTD coverage-04: in each package 20 classes, each of one file with 8 methods and 80 lines. */
final class CoberturaSample implements Sample {
    private static final int FILES = 20;
    private static final int METHODS = 8;
    private static final int LINES_OF_METHOD = 10;

    private final Words words = new Words(6);

    @Override public void head(Writer out) throws IOException {
        out.write("""
                <?xml version="1.0" ?>
                <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
                <coverage line-rate="0.8" branch-rate="0.5" complexity="1.2" version="2.1.1" timestamp="1764000000000">
                  <sources>
                    <source>/build/shop</source>
                  </sources>
                  <packages>
                """);
    }

    @Override public int part(Writer out, int number) throws IOException {
        String owner = "shop/p" + number;
        out.write("    <package name=\"" + owner.replace('/', '.') + "\" line-rate=\"0.8\" branch-rate=\"0.5\""
                + " complexity=\"1.2\">\n      <classes>\n");
        for (int i = 0; i < FILES; i++) {
            String name = words.noun() + Words.upper(words.noun()) + i;
            out.write("        <class name=\"" + owner.replace('/', '.') + "." + name + "\" filename=\"" + owner + "/" + name
                    + ".ts\" line-rate=\"0.8\" branch-rate=\"0.5\" complexity=\"1.2\">\n          <methods>\n");
            file(out);
        }
        out.write("      </classes>\n    </package>\n");
        return FILES * METHODS * LINES_OF_METHOD;
    }

    private void file(Writer out) throws IOException {
        var all = new StringBuilder();
        for (int method = 0; method < METHODS; method++) {
            out.write("            <method name=\"" + words.noun() + method + "\" signature=\"(II)V\" line-rate=\"0.8\""
                    + " branch-rate=\"0.5\">\n              <lines>\n");
            for (int i = 0; i < LINES_OF_METHOD; i++) {
                String line = "<line number=\"" + (20 + method * 15 + i) + "\" hits=\"" + (words.oneIn(5) ? 0 : words.below(9000))
                        + "\" " + (words.oneIn(6) ? "branch=\"true\" condition-coverage=\"50% (1/2)\"/>\n" : "branch=\"false\"/>\n");
                out.append("                ").write(line);
                all.append("            ").append(line);
            }
            out.write("              </lines>\n            </method>\n");
        }
        out.write("          </methods>\n          <lines>\n" + all + "          </lines>\n        </class>\n");
    }

    @Override public void tail(Writer out) throws IOException {
        out.write("  </packages>\n</coverage>\n");
    }
}
