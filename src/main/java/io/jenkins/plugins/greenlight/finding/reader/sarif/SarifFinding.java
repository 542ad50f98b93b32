package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Severity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;

/** The findings that a run's results are: by the standard, by what tools agree on beside it, or as Greenlight wrote them. */
final class SarifFinding {
    private final SarifRun run;

    SarifFinding(SarifRun run) {
        this.run = run;
    }

    Finding of(SarifResult result) {
        var own = result.properties().own();
        return own == null ? found(result) : ours(result, own);
    }

    private Finding ours(SarifResult result, GreenlightBag own) {
        var draft = new FindingDraft(own.tool(run.tool()), result.id()).fingerprint(result.fingerprints().own());
        own.fill(draft, file(result), result.location().line(), result.message().raw(), result.rule().helpLink());
        return draft.finding();
    }

    private Finding found(SarifResult result) {
        var rule = result.rule();
        var location = result.location();
        String id = result.id();
        String said = result.message().of(rule);
        String text = said.isBlank() ? id : said;
        String file = file(result);
        String name = SarifTools.advisory(id).orElse(id);
        var draft = new FindingDraft(run.tool(), name).place(file, location.line()).message(text).helpLink(rule.helpLink())
                .aliases(SarifTools.names(id)).cwes(cwes(result));
        var affected = SarifPackage.of(run.tool(), text, rule.fix());
        affected.ifPresent(draft::affected);
        String context = affected.isPresent() ? name : location.context().isBlank() ? text : location.context();
        draft.context(context).fingerprint(fingerprint(result, name, file, context));
        var is = kind(result, name);
        rate(result, draft.kind(is), is, text);
        return draft.finding();
    }

    private String fingerprint(SarifResult result, String name, String file, String context) {
        String given = result.fingerprints().of(run.tool(), name, file, context);
        return given.isEmpty() ? result.correlation() : given;
    }

    private FindingKind kind(SarifResult result, String name) {
        return SarifTags.kind(result.properties().tags()).or(() -> SarifTags.kind(result.rule().properties().tags()))
                .orElseGet(() -> SarifTools.kind(run.tool(), name));
    }

    /** The score goes before the level, as GitHub shows it. */
    private void rate(SarifResult result, FindingDraft draft, FindingKind is, String text) {
        if (result.isUndecided()) {
            draft.severity(Severity.INFO);
            return;
        }
        var score = score(result);
        var named = SarifTrivy.wrote(run.tool()) ? SarifTrivy.severity(text, result.rule().properties().tags(), is, level(result))
                : Optional.<Severity>empty();
        if (named.isEmpty() || SarifTrivy.isScore(is, named.get())) {
            score.ifPresent(draft::cvss);
        }
        draft.severity(named.orElseGet(() -> score.isPresent() ? Severity.ofScore(score.getAsDouble())
                : Severity.ofLevel(level(result))));
    }

    private static OptionalDouble score(SarifResult result) {
        return result.properties().score().isPresent() ? result.properties().score() : result.rule().properties().score();
    }

    /** §3.27.10. */
    private String level(SarifResult result) {
        if (!result.level().isEmpty()) {
            return result.level();
        }
        var rule = result.rule();
        String override = run.override(rule, result.invocation());
        return !override.isEmpty() ? override : rule.level().isEmpty() ? "warning" : rule.level();
    }

    private Iterable<String> cwes(SarifResult result) {
        if (result.taxa().isEmpty() && result.properties().cwes().isEmpty()) {
            return result.rule().cwes();
        }
        var all = new LinkedHashSet<String>();
        result.taxa().forEach(one -> run.taxa().addCwe(one, all));
        all.addAll(result.properties().cwes());
        all.addAll(result.rule().cwes());
        return all;
    }

    /** Where it is; where there is no file, the code it names, or what the tool was looking at. */
    private String file(SarifResult result) {
        var location = result.location();
        String file = run.uris().file(location.artifact());
        if (!file.isEmpty()) {
            return file;
        }
        String code = location.code().isEmpty() ? run.code(location.codeIndex()) : location.code();
        return code.isEmpty() ? run.uris().file(result.target()) : code;
    }
}
