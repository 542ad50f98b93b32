package io.jenkins.plugins.greenlight.deploy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one deployment means to do; stands in its first journal entry.
 *
 * @param deployment names it
 * @param candidate  the release to make live
 * @param slot       where it runs
 * @param previous   who is live now, and the way back; empty for a first deployment, which has none
 * @param previousSettings what the previous release was deployed with: by them it is asked whether it is well
 * @param run        nonce of the run that began it; empty for none
 */
public record Plan(String app, String environment, String deployment, Release candidate, Slot slot,
                   Optional<History.Placed> previous, DeploySettings settings, Optional<DeploySettings> previousSettings,
                   String run) {
    static final String RUN = "run";

    /** What is asked of a release that has users: its health and the smoke tests that change nothing. Never empty. */
    List<String> journey() {
        return Stream.concat(Stream.of("GET " + settings.health().path()),
                settings.smoke().stream().filter(request -> request.startsWith("GET "))).toList();
    }

    Map<String, Object> facts() {
        var map = new LinkedHashMap<String, Object>();
        map.put("app", app);
        map.put("environment", environment);
        previous.ifPresent(placed -> {
            map.put("previousRelease", EntryJson.write(placed.release()));
            map.put("previousSlot", placed.slot().word());
        });
        map.put("settings", SettingsJson.write(settings));
        previousSettings.ifPresent(own -> map.put("previousSettings", SettingsJson.write(own)));
        if (!run.isEmpty()) {
            map.put(RUN, run);
        }
        return map;
    }

    /** Of the schema that the candidate needs; empty text when it has no migrations. */
    String level() {
        return settings.migration().map(Migration::level).orElse("");
    }

    /** @throws io.jenkins.plugins.greenlight.parse.ParseException when the entry holds no plan */
    public static Plan of(JournalEntry planned) {
        Node facts = Json.read(Json.write(planned.facts()), "plan in journal entry " + planned.seq());
        return new Plan(facts.get("app").text(), facts.get("environment").text(), planned.deployment(), planned.release(),
                planned.slot(), facts.find("previousRelease").map(release -> new History.Placed(EntryJson.release(release),
                Slot.of(facts.get("previousSlot").text()))), SettingsJson.read(facts.get("settings")),
                facts.find("previousSettings").map(SettingsJson::read), facts.find(RUN).map(Node::text).orElse(""));
    }
}
