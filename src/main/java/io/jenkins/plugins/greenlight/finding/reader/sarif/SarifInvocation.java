package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One {@code invocation} of a run's tool (SARIF 2.1.0 §3.20): what it set differently, and whether it came to its end. */
final class SarifInvocation {
    private static final int LONGEST = 200;
    private static final int PER_INVOCATION = 500;

    private final List<SarifReference> overridden = new ArrayList<>(0);
    private final List<String> overrides = new ArrayList<>(0);
    private final Map<SarifRule, String> levels = new IdentityHashMap<>();
    private final List<SarifNotification> notifications = new ArrayList<>(0);
    private final SarifArtifact folder = new SarifArtifact();
    private boolean failed;
    private String reason = "";

    /** @param json at the invocation */
    void read(JsonStream json, SarifBudget budget) {
        budget.take(PER_INVOCATION, json);
        json.fields(key -> {
            if (json.isNull()) {
                return;
            }
            switch (key) {
                case "executionSuccessful" -> failed = !json.flag();
                case "processStartFailureMessage", "exitCodeDescription" -> reason = reason.isEmpty() ? json.text() : reason;
                case "workingDirectory" -> folder.read(json);
                case "ruleConfigurationOverrides" -> json.items(() -> {
                    override(json);
                    budget.take(PER_INVOCATION, json);
                });
                case "toolExecutionNotifications", "toolConfigurationNotifications" -> json.items(() -> {
                    var told = new SarifNotification();
                    told.read(json);
                    if (told.mayFail()) {
                        notifications.add(told);
                        budget.take(PER_INVOCATION + told.size(), json);
                    }
                });
                default -> { }
            }
        });
    }

    private void override(JsonStream json) {
        var rule = new SarifReference();
        var level = new String[] {""};
        json.fields(key -> {
            if (key.equals("descriptor") && !json.isNull()) {
                rule.read(json);
            } else if (key.equals("configuration") && !json.isNull()) {
                SarifMessage.only(json, "level", text -> level[0] = text);
            }
        });
        if (!level[0].isEmpty()) {
            overridden.add(rule);
            overrides.add(level[0]);
        }
    }

    /** Once all rules of the run are known. */
    void resolve(SarifRules rules) {
        for (int at = 0; at < overridden.size(); at++) {
            var rule = rules.of(overridden.get(at));
            if (rule != SarifRule.NONE) {
                levels.put(rule, overrides.get(at));
            }
        }
    }

    /** The level this invocation gave to the rule; empty when it left it as it is. */
    String level(SarifRule rule) {
        return levels.getOrDefault(rule, "");
    }

    SarifArtifact folder() {
        return folder;
    }

    /** §3.20.21, §3.20.22: a notification that is an error says that the run failed, as {@code executionSuccessful} does. */
    void doubts(SarifComponent driver, List<String> doubts) {
        if (failed) {
            doubts.add("the tool says that its own run did not succeed" + said(reason));
        }
        for (var told : notifications) {
            if (told.isError(driver)) {
                doubts.add("the tool says that an error kept its results from being complete" + said(told.message(driver)));
                return;
            }
        }
    }

    private static String said(String text) {
        return text.isBlank() ? "" : ": " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text).strip();
    }
}
