package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.History;
import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.deploy.Lease;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.deploy.TargetStatus;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an environment stands, for a program. What there is none of is null. */
final class StatusJson {
    private StatusJson() { }

    static String of(TargetStatus status, Target target, Ending ending) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "greenlight.status");
        json.put("version", 1);
        json.put("app", target.app());
        json.put("environment", target.environment());
        json.put("exitCode", ending.exitCode());
        json.put("live", status.history().live().map(StatusJson::placed).orElse(null));
        json.put("previous", status.history().previous().map(StatusJson::placed).orElse(null));
        json.put("router", router(status, target));
        json.put("instances", status.instances().stream().map(StatusJson::instance).toList());
        json.put("last", status.lastMove().map(StatusJson::move).orElse(null));
        json.put("unfinished", status.unfinished().map(StatusJson::move).orElse(null));
        json.put("lease", status.lease().map(StatusJson::lease).orElse(null));
        json.put("audit", Map.of("length", status.audit().length(), "head", status.audit().hash()));
        json.put("problem", status.problem().orElse(null));
        return Json.writePretty(json);
    }

    static Map<String, Object> placed(History.Placed placed) {
        var json = new LinkedHashMap<String, Object>();
        json.put("release", placed.release().id().value());
        json.put("digest", placed.release().digest().value());
        json.put("commit", placed.release().commit().isEmpty() ? null : placed.release().commit());
        json.put("slot", placed.slot().word());
        return json;
    }

    private static Map<String, Object> router(TargetStatus status, Target target) {
        var json = new LinkedHashMap<String, Object>();
        json.put("frontDoor", target.router().frontDoor().toString());
        json.put("slot", status.routed().map(Slot::word).orElse(null));
        return json;
    }

    private static Map<String, Object> instance(Runtime.Instance instance) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", instance.name());
        json.put("release", instance.release().value());
        json.put("slot", instance.slot().word());
        json.put("address", instance.address().toString());
        return json;
    }

    private static Map<String, Object> move(JournalEntry move) {
        var json = new LinkedHashMap<String, Object>();
        json.put("deployment", move.deployment());
        json.put("entry", move.seq());
        json.put("at", move.at().toString());
        json.put("state", move.to().map(Enum::name).orElse(null));
        json.put("reason", move.reason());
        return json;
    }

    private static Map<String, Object> lease(Lease lease) {
        var json = new LinkedHashMap<String, Object>();
        json.put("holder", lease.holder().toString());
        json.put("epoch", lease.epoch());
        json.put("heartbeat", lease.heartbeat().toString());
        return json;
    }
}
