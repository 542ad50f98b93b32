package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.Finding;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where SARIF says a result is. */
class SarifPlacesTest {
    private static final String BASES = "'originalUriBaseIds': {'REPO': {'description': {'text': 'no uri'}}, 'SRC': {'uri':"
            + " 'src/', 'uriBaseId':"
            + " 'REPO'}, 'MAIN': {'uri': 'main', 'uriBaseId': 'SRC'}, 'ABS': {'uri': 'file:///home/ci/shop/'}, 'IN': {'uri':"
            + " 'in/',"
            + " 'uriBaseId': 'ABS'}, 'LOOP': {'uri': 'l/', 'uriBaseId': 'LOOP'}, 'ROOT': {'uri': 'file:///'}}";

    @TempDir private Path folder;

    private Finding at(String location) throws IOException {
        return SarifText.run(folder, BASES + ", 'artifacts': [{'location': {'uri': 'a%20b.java', 'uriBaseId': 'SRC'}}, {}],"
                + " 'invocations': [{'executionSuccessful': true, 'workingDirectory': {'uri': 'file:///w/d'}}],"
                + " 'results': [{'locations': [" + location + "]}]").findings().get(0);
    }

    private String file(String artifactLocation) throws IOException {
        return at("{'physicalLocation': {'artifactLocation': {" + artifactLocation + "}}}").file();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'uri': 'src/A.java'                            | src/A.java
            'uri': './src/A.java'                          | src/A.java
            'uri': 'src%2Fa%20%C3%BC.java'                 | src/a ü.java
            'uri': '100%.txt'                              | 100%.txt
            'uri': 'bad%FF.txt'                            | bad%FF.txt
            'uri': 'a.java', 'uriBaseId': 'REPO'           | a.java
            'uri': 'a.java', 'uriBaseId': 'SRC'            | src/a.java
            'uri': 'a.java', 'uriBaseId': 'MAIN'           | src/main/a.java
            'uri': 'a.java', 'uriBaseId': 'ABS'            | a.java
            'uri': 'a.java', 'uriBaseId': 'IN'             | in/a.java
            'uri': 'a.java', 'uriBaseId': 'nobody'         | a.java
            'index': 0                                     | src/a b.java
            'index': 1                                     |
            'index': 9                                     |
            'uri': 'x', 'index': 0                         | x
            'uri': 'file:///home/ci/shop/src/A.java'       | src/A.java
            'uri': 'FILE:///home/ci/shopping/A.java'       | /home/ci/shopping/A.java
            'uri': 'file:///w/d/x/A.java'                  | x/A.java
            'uri': '/w/d/A.java'                           | A.java
            'uri': 'file:///C:/code/a.c'                   | C:/code/a.c
            'uri': 'file://C:/code/a.c'                    | C:/code/a.c
            'uri': 'file://localhost/etc/x'                | /etc/x
            'uri': 'file:/etc/x'                           | /etc/x
            'uri': 'file://host/share/x'                   | //host/share/x
            'uri': 'https://example.org/a%20b'             | https://example.org/a%20b
            'uri': '../../etc/passwd'                      | ../../etc/passwd
            """)
    void namesTheFileFromTheRootOfTheSources(String location, String expected) throws IOException {
        assertThat(file(location)).isEqualTo(expected == null ? "" : expected);
    }

    @Test void turnsTheSlashesOfWindows() throws IOException {
        assertThat(file("'uri': 'src\\\\main\\\\A.cs'")).isEqualTo("src/main/A.cs");
    }

    @Test void endsAtABaseThatIsItsOwn() throws IOException {
        assertThat(file("'uri': 'a', 'uriBaseId': 'LOOP'")).startsWith("l/l/").endsWith("/a").hasSizeLessThan(60);
    }

    @Test void takesTheFirstLocationThatNamesAFileAndItsLine() throws IOException {
        var finding = at("{'logicalLocations': [{'fullyQualifiedName': 'shop.Cart'}]}, {'physicalLocation': {'region':"
                + " {'startLine': 3}}},"
                + " {'physicalLocation': {'artifactLocation': {'uri': 'A'}, 'region': {'startLine': 7}}},"
                + " {'physicalLocation': {'artifactLocation': {'uri': 'B'}, 'region': {'startLine': 8}}}");

        assertThat(finding.place()).isEqualTo("A:7");
    }

    @Test void namesTheCodeWhereNoFileIsNamed() throws IOException {
        assertThat(at("{'logicalLocations': [{'name': 'total', 'fullyQualifiedName': 'shop.Cart.total'}, {'name':"
                + " 'x'}]}").place())
                .isEqualTo("shop.Cart.total");
        assertThat(at("{'logicalLocations': [{'name': 'total'}]}").place()).isEqualTo("total");
        assertThat(SarifText.run(folder, "'logicalLocations': [{'name': 'a'}, {'fullyQualifiedName': 'a.b'}], 'results':"
                + " [{'locations':"
                + " [{'logicalLocations': [{'index': 1}]}]}, {'analysisTarget': {'uri': 'app.jar'}}]").findings())
                .extracting(Finding::file).containsExactly("a.b", "app.jar");
    }

    @Test void tellsTwoFindingsOfAFileApartByTheirCodeAndNotByTheirLine() throws IOException {
        String at = "{'physicalLocation': {'artifactLocation': {'uri': 'A'}, 'region': {'startLine': %d, 'snippet': {'text':"
                + " '%s'}}}}";
        var one = at(at.formatted(1, "x  = 1")).fingerprint();

        assertThat(at(at.formatted(9, " x = 1")).fingerprint()).isEqualTo(one);
        assertThat(at(at.formatted(1, "y = 1")).fingerprint()).isNotEqualTo(one);
        assertThat(at(at.formatted(1, "").replace("'region'", "'contextRegion': {'snippet': {'text': 'x = 1'}},"
                + " 'region'")).fingerprint())
                .isEqualTo(one);
    }
}
