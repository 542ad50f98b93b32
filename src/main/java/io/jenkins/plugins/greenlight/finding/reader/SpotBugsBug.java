package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code BugInstance}, read to its end. */
final class SpotBugsBug {
    static final String TOOL = "SpotBugs";
    /** A number; plugins write the word before it, and zeros. */
    private static final Pattern CWE = Pattern.compile("(?:CWE-)?0{0,8}([1-9][0-9]{0,5})", Pattern.CASE_INSENSITIVE);
    /** Patterns of the category SECURITY but those that are SpotBugs' own. */
    private static final Pattern OF_FIND_SEC_BUGS = Pattern.compile("(?!(?:ASE|DMI|HRS|PT|UNS|USBC|USO|SQL_NONCONSTANT|SQL_PREPARED|XSS_REQUEST_PARAMETER)_)[A-Z0-9_]{1,200}");
    private static final int LONGEST = 2000;

    private final String rule;
    private final Severity severity;
    private final String hash;
    private final String category;
    private final String cwe;
    private final boolean gone;
    private final boolean noProblem;
    private final SpotBugsPlace place = new SpotBugsPlace();
    private String message = "";
    private String brief = "";
    private String member = "";
    private String review = "";

    /** @param xml at its start; at its end when this returns */
    SpotBugsBug(Xml xml) {
        rule = xml.attribute("type").orElseThrow(() -> xml.wrong("has a BugInstance without a type."));
        severity = severity(xml.attribute("priority").orElse(""));
        hash = xml.attribute("instanceHash").orElse("");
        category = xml.attribute("category").orElse("");
        cwe = xml.attribute("cweid").map(CWE::matcher).filter(Matcher::matches).map(id -> "CWE-" + id.group(1)).orElse("");
        gone = xml.attribute("last").filter(last -> !last.equals("-1")).isPresent();
        noProblem = xml.attribute("notAProblem").filter("true"::equals).isPresent();
        int depth = xml.depth();
        while (xml.next() && xml.depth() > depth) {
            if (xml.isStart()) {
                part(xml, depth + 1);
            }
        }
    }

    private void part(Xml xml, int own) {
        switch (xml.name()) {
            case "LongMessage" -> message = xml.text().strip();
            case "ShortMessage" -> brief = xml.text().strip();
            case "UserAnnotation" -> review(xml);
            case "SourceLine" -> place.offer(xml, xml.depth() == own);
            default -> {
                if (xml.depth() == own) {
                    place.enter(xml);
                    member(xml);
                }
            }
        }
    }

    /** What stays when lines move, for a bug without a hash. */
    private void member(Xml xml) {
        if (member.length() < LONGEST && xml.attribute("role").isEmpty()) {
            member += "\n" + xml.name() + " " + xml.attribute("classname").orElse("") + " " + xml.attribute("name").orElse("")
                    + xml.attribute("signature").orElse("");
        }
    }

    private void review(Xml xml) {
        String designation = xml.attribute("designation").orElse("");
        String text = xml.text().strip();
        review = text.isEmpty() ? designation : text;
    }

    /** Whether a later version of what was analysed has it no more. */
    boolean isGone() {
        return gone;
    }

    /** @param withFindSecBugs whether that plugin took part, which explains its patterns on a page of its own */
    void hand(String source, boolean withFindSecBugs, FindingSink sink) {
        var finding = finding(withFindSecBugs);
        if (noProblem) {
            sink.suppressed(new Suppressed(finding, source + ": notAProblem", review.isEmpty() ? "reviewed as no problem" : review));
        } else {
            sink.found(finding);
        }
    }

    private Finding finding(boolean withFindSecBugs) {
        String said = !message.isEmpty() ? message : brief.isEmpty() ? rule : brief;
        boolean explained = withFindSecBugs && category.equals("SECURITY") && OF_FIND_SEC_BUGS.matcher(rule).matches();
        return new FindingDraft(TOOL, rule).severity(severity).place(place.file(), place.line()).message(said).context(said + member)
                .cwes(List.of(cwe)).helpLink(explained ? "https://find-sec-bugs.github.io/bugs.htm#" + rule : "").fingerprint(hash).finding();
    }

    /** SpotBugs' priority: how sure it is and how bad that would be, 1 the worst. */
    private static Severity severity(String priority) {
        return switch (priority.strip()) {
            case "1" -> Severity.HIGH;
            case "2" -> Severity.MEDIUM;
            case "3", "4", "5" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }
}
