package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.util.List;

/** What a person reads of a report's texts: one line each, cut where nobody would read on. */
public final class Brief {
    static final int MAX_TEXT = 300;
    private static final int MAX_IDS = 20;

    private Brief() { }

    public static String text(String text) {
        return text(text, MAX_TEXT);
    }

    /** @param most characters, 2 or more */
    public static String text(String text, int most) {
        var line = new StringBuilder(Math.min(text.length(), most + 1));
        boolean blank = false;
        for (int at = 0; at < text.length() && line.length() <= most; at++) {
            char one = text.charAt(at);
            if (Character.isWhitespace(one)) {
                blank = true;
            } else {
                if (blank) {
                    line.append(' ');
                }
                blank = false;
                line.append(one);
            }
        }
        if (line.length() <= most) {
            return line.toString();
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }

    static Finding finding(Finding whole) {
        return new Finding(text(whole.tool()), whole.kind(), text(whole.rule()), texts(whole.aliases()), whole.severity(), whole.cvss(),
                whole.affected().map(Brief::affected), text(whole.file()), whole.line(), text(whole.layer()), texts(whole.cwes()),
                text(whole.message()), text(whole.helpLink()), text(whole.fingerprint()));
    }

    static Suppressed suppressed(Suppressed whole) {
        return new Suppressed(finding(whole.finding()), text(whole.by()), text(whole.why()));
    }

    private static AffectedPackage affected(AffectedPackage whole) {
        return new AffectedPackage(text(whole.name()), text(whole.version()), text(whole.purl()), text(whole.fixedVersion()));
    }

    private static List<String> texts(List<String> all) {
        return all.stream().limit(MAX_IDS).map(Brief::text).toList();
    }
}
