package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.greenlight.finding.CollectedRun;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpotBugsReaderTest {
    @TempDir private Path folder;

    private CollectedRun read(String bugs) throws IOException {
        return Reading.of(Files.writeString(folder.resolve("s.xml"), "<BugCollection version='4.9.8'>" + bugs
                + "<FindBugsSummary total_classes='2'/></BugCollection>"), "s.xml").get(0);
    }

    @Test void readsWhatFindSecBugsFound() throws IOException {
        var run = read("<Project><SrcDir>/home/ci/src</SrcDir><Plugin id='com.h3xstream.findsecbugs' enabled='true'/></Project>"
                + "<BugInstance type='COMMAND_INJECTION' priority='1' category='SECURITY'"
                + " cweid='78'><LongMessage>exec</LongMessage>"
                + "<SourceLine sourcepath='shop/Run.java' start='7'/></BugInstance>"
                + "<BugInstance type='SQL_NONCONSTANT_STRING_PASSED_TO_EXECUTE' priority='2' category='SECURITY' cweid='089'/>"
                + "<BugInstance type='NP_NULL' priority='3' category='CORRECTNESS' cweid='x'/>"
                + "<BugPattern type='COMMAND_INJECTION' category='SECURITY' cweid='78'><Details>&lt;a"
                + " href='https://x'&gt;</Details></BugPattern>");

        assertThat(run.findings()).extracting(Finding::rule, Finding::severity, Finding::cwes, Finding::place,
                Finding::helpLink).containsExactly(
                tuple("COMMAND_INJECTION", Severity.HIGH, List.of("CWE-78"), "shop/Run.java:7",
                        "https://find-sec-bugs.github.io/bugs.htm#COMMAND_INJECTION"),
                tuple("SQL_NONCONSTANT_STRING_PASSED_TO_EXECUTE", Severity.MEDIUM, List.of("CWE-89"), "", ""),
                tuple("NP_NULL", Severity.LOW, List.of(), "", ""));
        assertThat(run.run().version()).isEqualTo("4.9.8");
        assertThat(run.run().doubts()).isEmpty();
    }

    @Test void countsTwoOccurrencesOfOneHash() throws IOException {
        var findings = read("<BugInstance type='A' priority='1' instanceHash='h' instanceOccurrenceNum='0'"
                + " instanceOccurrenceMax='1'/>"
                + "<BugInstance type='A' priority='1' instanceHash='h' instanceOccurrenceNum='1'"
                + " instanceOccurrenceMax='1'/>").findings();

        assertThat(findings).extracting(Finding::fingerprint).containsExactly("h", "h");
    }

    @Test void tellsABugWithoutAHashByItsMembers() throws IOException {
        String bug = "<BugInstance type='A' priority='1'><ShortMessage>same</ShortMessage><Class classname='C'><SourceLine"
                + " sourcepath='C.java'"
                + " start='%d'/></Class><Method classname='C' name='%s' signature='()V'/><Method classname='X' name='called'"
                + " role='CALLED'/>"
                + "</BugInstance>";
        var findings = read(bug.formatted(1, "a") + bug.formatted(9, "a") + bug.formatted(1, "b")).findings();

        assertThat(findings.get(0).fingerprint()).isEqualTo(findings.get(1).fingerprint())
                .isNotEqualTo(findings.get(2).fingerprint());
    }

    @Test void suppressesWhatAReviewerCalledNoProblem() throws IOException {
        var run = read("<BugInstance type='A' priority='1' notAProblem='true'><UserAnnotation designation='NOT_A_BUG'>by"
                + " design</UserAnnotation>"
                + "</BugInstance><BugInstance type='B' priority='1' notAProblem='true'><UserAnnotation"
                + " designation='NOT_A_BUG'/></BugInstance>"
                + "<BugInstance type='C' priority='1' notAProblem='false'><UserAnnotation"
                + " designation='MUST_FIX'>x</UserAnnotation></BugInstance>"
                + "<BugInstance type='D' priority='1' notAProblem='true'/>");

        assertThat(run.findings()).extracting(Finding::rule).containsExactly("C");
        assertThat(run.suppressed()).extracting(one -> one.finding().rule(), Suppressed::by, Suppressed::why).containsExactly(
                tuple("A", "s.xml: notAProblem", "by design"), tuple("B", "s.xml: notAProblem", "NOT_A_BUG"),
                tuple("D", "s.xml: notAProblem", "reviewed as no problem"));
    }

    @Test void leavesOutWhatIsGone() throws IOException {
        var run = read("<BugInstance type='A' priority='1' first='1' last='4'/><BugInstance type='B' priority='1' last='-1'/>");

        assertThat(run.findings()).extracting(Finding::rule).containsExactly("B");
    }
}
