package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Fingerprint;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.util.ArrayList;
import java.util.Locale;

/** Makes a finding of an entry, by the array it stood in. */
final class TrivyFinding {
    static final String TOOL = "Trivy";

    private final TrivyItem item;
    private final String target;
    private final String type;

    private TrivyFinding(TrivyItem item, String target, String type) {
        this.item = item;
        this.target = target;
        this.type = type;
    }

    /**
     * @param target the file that its result names; empty for none
     * @param type   of its result, as Trivy calls it: npm, debian; empty for none
     */
    static Finding of(FindingKind kind, TrivyItem item, String target, String type) {
        var one = new TrivyFinding(item, target, type);
        var draft = switch (kind) {
            case VULNERABILITY -> one.vulnerability();
            case MISCONFIGURATION -> one.misconfiguration();
            case SECRET -> one.secret();
            case LICENSE, CODE -> one.license();
        };
        return draft.kind(kind).severity(severity(item.text("Severity"))).layer(item.first("DiffID", "Digest")).finding();
    }

    private FindingDraft vulnerability() {
        String id = item.text("VulnerabilityID");
        String file = item.text("PkgPath").isEmpty() ? target : item.text("PkgPath");
        String name = item.text("PkgName");
        String installed = item.text("InstalledVersion");
        String message = message(id);
        var draft = new FindingDraft(TOOL, id).aliases(item.aliases()).cwes(item.cwes()).place(file, 0).message(message)
                .helpLink(item.first("PrimaryURL", "References"))
                .fingerprint(Fingerprint.of(TOOL, id, withoutVersion(file, installed) + "\n" + name, id.isEmpty() ? message : ""));
        item.score().ifPresent(draft::cvss);
        String purl = item.text("PURL").isEmpty() ? TrivyPurl.of(type, name, installed) : item.text("PURL");
        return name.isEmpty() && purl.isEmpty() ? draft
                : draft.affected(new AffectedPackage(name, installed, purl, item.text("FixedVersion")));
    }

    /** What Trivy found there says more of it than the code around, which changes with every version in it. */
    private FindingDraft misconfiguration() {
        var check = TrivyCheck.of(item.text("ID"), item.text("AVDID"));
        var aliases = new ArrayList<>(check.spellings());
        aliases.add(item.text("AVDID"));
        String said = item.first("Message", "Title", "Description");
        String what = (item.text("Resource") + "\n" + item.text("Message")).strip();
        return new FindingDraft(TOOL, check.id()).aliases(aliases).place(target, item.line())
                .message(said.isEmpty() ? check.id() : said).helpLink(item.first("PrimaryURL", "References"))
                .fingerprint(Fingerprint.of(TOOL, check.lasting(), target, what.isEmpty() ? item.first("Code", "Title") : what));
    }

    /** What matched may be the secret itself: nothing of it is shown. */
    private FindingDraft secret() {
        String id = item.text("RuleID");
        String title = item.first("Title", "Category");
        return new FindingDraft(TOOL, id).place(target, item.line()).message(title.isEmpty() ? id : title)
                .context(item.text("Match"));
    }

    private FindingDraft license() {
        String name = item.text("Name");
        String category = item.text("Category");
        String owner = item.text("PkgName");
        String file = item.text("FilePath").isEmpty() ? target : item.text("FilePath");
        var draft = new FindingDraft(TOOL, name).place(file, 0).helpLink(item.text("Link")).context("license")
                .message((name.isEmpty() ? "A license without a name" : name) + (category.isEmpty() ? "" : " (" + category + ")")
                        + (owner.isEmpty() ? "" : " of " + owner));
        return owner.isEmpty() ? draft : draft.affected(new AffectedPackage(owner, "", "", ""));
    }

    private String message(String id) {
        String said = item.first("Title", "Description");
        return said.isEmpty() ? id : said;
    }

    /** {@code lib/log4j-core-2.14.1.jar} is the same place after an update. */
    private static String withoutVersion(String file, String version) {
        return version.isEmpty() ? file : file.replace("-" + version, "");
    }

    private static Severity severity(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "CRITICAL" -> Severity.CRITICAL;
            case "HIGH" -> Severity.HIGH;
            case "MEDIUM" -> Severity.MEDIUM;
            case "LOW" -> Severity.LOW;
            case "INFO" -> Severity.INFO;
            default -> Severity.UNKNOWN;
        };
    }
}
