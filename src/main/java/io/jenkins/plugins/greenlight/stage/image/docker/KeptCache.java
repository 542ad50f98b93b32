package io.jenkins.plugins.greenlight.stage.image.docker;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The images that make the next build of this name quicker, under tags of their own: {@code greenlight-build/NAME:cache}. */
final class KeptCache {
    private final DockerEngine engine;
    private final String repository;

    KeptCache(DockerEngine engine, String name) {
        this.engine = engine;
        this.repository = "greenlight-build/" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._/-]", "-");
    }

    /** What is kept now: image ids by tag. */
    Map<String, String> tags() throws EngineException {
        var found = new LinkedHashMap<String, String>();
        var images = engine.read("list what is kept of " + repository, client ->
                client.listImagesCmd().withFilter("reference", List.of(repository)).exec());
        for (var image : images) {
            for (var tag : image.getRepoTags() == null ? new String[0] : image.getRepoTags()) {
                if (tag.startsWith(repository + ":")) {
                    found.put(tag, image.getId());
                }
            }
        }
        return found;
    }

    /** @param images the last stage's first; those kept before and not among them go, with what only they were made from */
    void keep(List<String> images) throws EngineException {
        var before = tags();
        var names = new ArrayList<String>();
        for (int at = 0; at < images.size(); at++) {
            var tag = at == 0 ? "cache" : "cache-" + at;
            var image = images.get(at);
            engine.act("tag image " + image, client -> client.tagImageCmd(image, repository, tag).exec());
            names.add(repository + ":" + tag);
        }
        for (var old : before.entrySet()) {
            if (!names.contains(old.getKey())) {
                remove(old.getKey());
            } else if (!images.contains(old.getValue())) {
                removeNameless(old.getValue());
            }
        }
    }

    private void removeNameless(String image) throws EngineException {
        var seen = engine.read("look at what is kept", client -> client.listImagesCmd().withShowAll(true).exec()).stream()
                .filter(each -> each.getId().equals(image)).findFirst();
        boolean named = seen.isEmpty() || seen.get().getRepoTags() != null && !List.of(seen.get().getRepoTags()).stream()
                .allMatch(tag -> tag.equals("<none>:<none>"));
        if (!named) {
            remove(image);
        }
    }

    /** One that something else was made from, or runs from, stays. */
    private void remove(String image) throws EngineException {
        try {
            engine.act("remove " + image, client -> client.removeImageCmd(image).exec());
        } catch (EngineException e) {
            if (!e.missing() && !e.conflict()) {
                throw e;
            }
        }
    }
}
