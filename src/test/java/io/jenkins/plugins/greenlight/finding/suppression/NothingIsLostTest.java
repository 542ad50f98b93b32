package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.parse.Glob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NothingIsLostTest {
    @Property void everyFindingCountsOrIsSuppressedByWhatCoversIt(@ForAll("suppressions") List<Suppression> entries,
            @ForAll("findings") List<Finding> findings) {
        var suppressions = new Suppressions(entries, List.of(), Path.of("/work"));
        var counted = new ArrayList<Finding>();
        var suppressed = new ArrayList<Finding>();

        for (var finding : findings) {
            var by = suppressions.match(finding, TODAY);
            (by.isPresent() ? suppressed : counted).add(finding);
            assertThat(by).as("the same as looking at each in turn").isEqualTo(first(entries, finding));
            assertThat(by.filter(one -> !one.holdsOn(TODAY))).as("one that has expired").isEmpty();
        }

        assertThat(Stream.concat(counted.stream(), suppressed.stream())).containsExactlyInAnyOrderElementsOf(findings);
        assertThat(suppressions.unused()).allSatisfy(one -> assertThat(findings).noneMatch(finding -> covers(one, finding)));
    }

    private static Optional<Suppression> first(List<Suppression> entries, Finding finding) {
        return entries.stream().filter(one -> one.holdsOn(TODAY) && covers(one, finding)).findFirst();
    }

    private static boolean covers(Suppression one, Finding finding) {
        return one.covers(finding, new ReportPath(Path.of("/work")).normal(finding.file()),
                finding.affected().map(AffectedPackage::purl).flatMap(Purl::parse));
    }

    @Provide Arbitrary<List<Finding>> findings() {
        return Combinators.combine(Arbitraries.of("Trivy", "bandit", ""), Arbitraries.of("A", "b", "C", ""), Arbitraries.of(FindingKind.values()),
                Arbitraries.of("src/a", "./src/b", "/build/src/a", "lib\\c", "src/../lib/c", ""),
                Arbitraries.of("pkg:npm/x@1", "pkg:npm/x@2?k=v", "nonsense", ""), Arbitraries.of(List.<String>of(), List.of("a", "D")))
                .as((tool, rule, kind, file, purl, aliases) -> new FindingDraft(tool, rule).kind(kind).place(file, 1).aliases(aliases)
                        .affected(new AffectedPackage("x", "1", purl, "")).finding()).list().ofMaxSize(12);
    }

    @Provide Arbitrary<List<Suppression>> suppressions() {
        return Combinators.combine(Arbitraries.of("A", "B", "d", "", ""), Arbitraries.of("", "TRIVY"),
                Arbitraries.of(Set.<FindingKind>of(), Set.of(FindingKind.SECRET)),
                Arbitraries.of(List.<Glob>of(), List.of(Glob.of("src/**")), List.of(Glob.of("lib/c"))),
                Arbitraries.of(List.<String>of(), List.of("pkg:npm/x"), List.of("pkg:npm/x@2", "pkg:npm/y")), Arbitraries.of(-1, 0, 1, 99))
                .as((id, tool, kinds, paths, purls, days) -> new Suppression(SuppressionFormat.GREENLIGHT, id, tool, kinds, paths,
                        purls.stream().map(purl -> Purl.parse(purl).orElseThrow()).toList(), "r", "o",
                        days == 99 ? Optional.empty() : Optional.of(TODAY.plusDays(days)), "f:1"))
                .filter(one -> !(one.id().isEmpty() && one.paths().isEmpty() && one.purls().isEmpty())).list().ofMaxSize(8);
    }
}
