package io.jenkins.plugins.greenlight.finding.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrivyDatabaseTest {
    @Test void holdsWhatItsEntriesSay() throws Exception {
        var entries = new ObjectMapper().readTree(Path.of("dev/trivy-db/entries.json").toFile());
        var keysAndValues = new ArrayList<String>();
        entries.properties().forEach(bucket -> {
            boolean flat = List.of("data-source", "vulnerability").contains(bucket.getKey());
            bucket.getValue().properties().forEach(one -> {
                if (flat) {
                    keysAndValues.add(one.getKey() + one.getValue());
                } else {
                    one.getValue().properties().forEach(advisory ->
                            keysAndValues.add(advisory.getKey() + advisory.getValue()));
                }
            });
        });

        var database = new String(TrivyDatabase.bytes(), StandardCharsets.ISO_8859_1);

        assertThat(keysAndValues).hasSizeGreaterThan(17);
        assertThat(keysAndValues).as("run dev/trivy-db/write").allSatisfy(one -> assertThat(database).contains(one));
        assertThat(entries.properties()).extracting(bucket -> bucket.getKey())
                .allSatisfy(name -> assertThat(database).contains(name));
    }
}
