package benchmarks.gates;

import java.io.IOException;
import java.io.Writer;

/** {@code jacoco.xml}: in each package 20 source files with one class of 8 methods and 80 lines. */
final class JacocoSample implements Sample {
    private static final int FILES = 20;
    private static final int METHODS = 8;
    private static final int LINES_OF_METHOD = 10;

    private final Words words = new Words(5);

    @Override public void head(Writer out) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><!DOCTYPE report PUBLIC \"-//JACOCO//DTD Report 1.1//EN\" "
                + "\"report.dtd\"><report name=\"shop\"><sessioninfo id=\"build-1\" start=\"1764000000000\" dump=\"1764000009000\"/>");
    }

    @Override public int part(Writer out, int number) throws IOException {
        String name = "org/example/" + words.noun() + "/p" + number;
        var sources = new StringBuilder();
        out.write("<package name=\"" + name + "\">");
        for (int i = 0; i < FILES; i++) {
            file(out, sources, name, words.type() + i);
        }
        out.append(sources).write(counters(900, 15_000, 1600, FILES * METHODS) + "</package>");
        return FILES * METHODS * LINES_OF_METHOD;
    }

    private void file(Writer out, StringBuilder sources, String owner, String type) throws IOException {
        out.write("<class name=\"" + owner + "/" + type + "\" sourcefilename=\"" + type + ".java\">");
        sources.append("<sourcefile name=\"").append(type).append(".java\">");
        for (int method = 0; method < METHODS; method++) {
            int first = 20 + method * 15;
            out.write("<method name=\"" + words.noun() + Words.upper(words.noun()) + method + "\" desc=\"(Ljava/lang/String;I)V\" line=\""
                    + first + "\">" + counters(3, 50, LINES_OF_METHOD, 1) + "</method>");
            for (int line = first; line < first + LINES_OF_METHOD; line++) {
                boolean covered = !words.oneIn(5);
                boolean branches = words.oneIn(6);
                sources.append("<line nr=\"").append(line).append(covered ? "\" mi=\"0\" ci=\"5\"" : "\" mi=\"5\" ci=\"0\"")
                        .append(branches ? " mb=\"1\" cb=\"1\"/>" : " mb=\"0\" cb=\"0\"/>");
            }
        }
        out.write(counters(60, 700, METHODS * LINES_OF_METHOD, METHODS) + "</class>");
        sources.append(counters(60, 700, METHODS * LINES_OF_METHOD, METHODS)).append("</sourcefile>");
    }

    private static String counters(int missed, int covered, int lines, int methods) {
        return "<counter type=\"INSTRUCTION\" missed=\"" + missed + "\" covered=\"" + covered + "\"/><counter type=\"BRANCH\" missed=\"1\" "
                + "covered=\"1\"/><counter type=\"LINE\" missed=\"0\" covered=\"" + lines + "\"/><counter type=\"COMPLEXITY\" missed=\"1\" "
                + "covered=\"" + methods + "\"/><counter type=\"METHOD\" missed=\"0\" covered=\"" + methods + "\"/>";
    }

    @Override public void tail(Writer out) throws IOException {
        out.write("</report>\n");
    }
}
