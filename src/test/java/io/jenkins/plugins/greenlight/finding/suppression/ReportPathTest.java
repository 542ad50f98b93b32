package io.jenkins.plugins.greenlight.finding.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPathTest {
    private final ReportPath paths = new ReportPath(Path.of("/build/shop"));

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "src/A.java src/A.java", "./src/A.java src/A.java", "src/./A.java src/A.java", "src//A.java src/A.java", "src\\main\\A.java src/main/A.java",
        "src/gen/../A.java src/A.java", "src/gen/../../../A.java ../A.java", "../../A.java ../../A.java", "/build/shop/src/A.java src/A.java",
        "/build/shop/../cart/A.java build/cart/A.java", "/build/shopping/A.java build/shopping/A.java", "/usr/lib/a.so usr/lib/a.so",
        "/../../a a", "file:///build/shop/src/A.java src/A.java", "file:src/A.java src/A.java", "file://localhost/build/shop/a a",
        "C:\\build\\A.java C:/build/A.java", "file:///C:/build/A.java C:/build/A.java", ".. ..", "a/.. ''", "... ...", "a/..b a/..b", "/ ''"})
    void isComparedInOneForm(String file, String normal) {
        assertThat(paths.normal(file)).isEqualTo(normal.equals("''") ? "" : normal);
    }
}
