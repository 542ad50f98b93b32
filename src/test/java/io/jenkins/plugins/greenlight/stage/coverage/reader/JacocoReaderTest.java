package io.jenkins.plugins.greenlight.stage.coverage.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceLines;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JacocoReaderTest {
    private static final String ENTERED = "<counter type='METHOD' missed='0' covered='1'/>";
    private static final String CLASS = "<counter type='CLASS' missed='0' covered='1'/>";

    @TempDir private Path folder;

    private static String report(String content) {
        return "<report name='r'><sessioninfo id='a' start='1' dump='2'/><package name='p/q'>" + content + "</package></report>";
    }

    private static String type(String name, String file) {
        return "<class name='p/q/" + name + "'" + file + "><method name='f' desc='()V'>" + ENTERED + "</method>" + CLASS
                + "</class>";
    }

    @Test void findsTheFileOfAClassThatNamesNone() throws Exception {
        var coverage = ReportText.coverage(folder, report(type("Cart", "") + type("Cart$Item", "") + type("Other", "")
                + "<sourcefile name='Cart.kt'><line nr='3' mi='0' ci='2'/></sourcefile>"));

        assertThat(coverage.files()).extracting(SourceLines::path).containsExactly("p/q/Cart.kt", "p/q/Other");
        assertThat(coverage.only(file -> file.path().endsWith(".kt")).totals().get(Metric.CLASS)).hasToString("2/2");
        assertThat(ReportText.total(coverage, Metric.METHOD)).isEqualTo("3/3");
    }

    @Test void meetsAReportThatNamesTheFile() throws Exception {
        String lines = "<sourcefile name='Cart.java'><line nr='3' mi='1' ci='2' mb='1' cb='1'/></sourcefile>";

        var coverage = ReportText.coverage(folder, report(type("Cart", "") + lines), report(type("Cart",
                " sourcefilename='Cart.java'") + lines));

        assertThat(coverage.files()).extracting(SourceLines::path).containsExactly("p/q/Cart.java");
        assertThat(ReportText.lines(coverage.files().iterator().next())).isEqualTo("3+1/2");
        assertThat(ReportText.total(coverage, Metric.CLASS)).isEqualTo("1/1");
        assertThat(ReportText.total(coverage, Metric.INSTRUCTION)).isEqualTo("2/3");
    }

    @Test void namesTheModuleOfAFile() throws Exception {
        var coverage = ReportText.coverage(folder, "<report name='all'><group name='shop'><group name='core'><package name='p'>"
                + "<sourcefile name='A.java'><line nr='1' mi='1' ci='0'/></sourcefile></package></group></group></report>");

        var file = coverage.files().iterator().next();
        assertThat(file.name().module()).isEqualTo("shop/core");
        assertThat(file.name().packageName()).isEqualTo("p");
        assertThat(ReportText.lines(file)).isEqualTo("1-");
    }
}
