package io.jenkins.plugins.greenlight.stage.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePathsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "the name by package | p/A.java | '' | src/main/java/p/A.java;src/main/java/q/A.java | src/main/java/p/A.java",
        "the path itself | src/A.ts | '' | src/A.ts;web/src/A.ts | src/A.ts",
        "below the workspace | /ws/src/A.ts | '' | src/A.ts;web/src/A.ts | src/A.ts",
        "on another machine | /home/ci/build/src/A.ts | '' | src/A.ts;A.ts | src/A.ts",
        "on Windows | C:\\ci\\src\\A.ts | '' | src/A.ts | src/A.ts",
        "a dot in front | ./src/A.ts | '' | src/A.ts | src/A.ts",
        "a package in a folder of the workspace | src/A.ts | '' | web/src/A.ts | web/src/A.ts",
        "mounted elsewhere | /app/src/A.ts | '' | services/shop/src/A.ts;lib/A.ts | services/shop/src/A.ts",
        "two modules | p/A.java | '' | a/src/p/A.java;b/src/p/A.java | a/src/p/A.java;b/src/p/A.java",
        "two modules and a group | p/A.java | b | a/src/p/A.java;b/src/p/A.java | b/src/p/A.java",
        "a group within a group | p/A.java | all/b | all/a/src/p/A.java;all/b/src/p/A.java | all/b/src/p/A.java",
        "a group that is no folder | p/A.java | Shop | a/src/p/A.java;b/src/p/A.java | a/src/p/A.java;b/src/p/A.java",
        "Kotlin without its first folders | com/shop/cart/Cart.kt | '' | src/main/kotlin/cart/Cart.kt;src/main/kotlin/list/Cart.kt | src/main/kotlin/cart/Cart.kt",
        "Java of another package | com/a/util/S.java | '' | src/com/b/util/S.java | ''",
        "another file | p/B.java | '' | src/p/A.java | ''",
        "an end of a name | p/A.java | '' | src/xp/A.java | ''"})
    void findsTheFileThatANameMeans(String what, String name, String module, String paths, String found) {
        var collector = new SourceCollector();
        collector.file(new SourceName(name, module, "p")).line(1, true, 0, 0, 0, 0);
        var file = collector.files().get(0);

        var places = SourcePaths.of("/ws", Arrays.asList(paths.split(";")), List.of(file));

        assertThat(places.of(file)).as(what).containsExactlyElementsOf(found.isEmpty() ? List.of() : Arrays.asList(found.split(";")));
    }
}
