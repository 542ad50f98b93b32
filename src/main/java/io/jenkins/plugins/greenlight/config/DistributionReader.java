package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.signing.SigningConfig;
import io.jenkins.plugins.greenlight.stage.image.PushConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads what {@code image} says of where an image goes, and of its signature. */
final class DistributionReader {
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String KEY = "key";
    private static final String IDENTITY = "identity";
    private static final String ISSUER = "issuer";

    private DistributionReader() { }

    static RegistryConfig registry(Section section) {
        return new RegistryConfig(login(section), section.optional("dockerConfig", Node::text),
                new LinkedHashSet<>(section.list("insecure", Node::text)), section.optional("caFile", Node::text),
                section.value("attempts", Quantities::whole), section.value("timeout", Quantities::duration));
    }

    private static Optional<RegistryConfig.Login> login(Section section) {
        var user = section.optional(USER, Node::text);
        var password = section.optional(PASSWORD, Credentials::reference);
        if (section.has(USER) != section.has(PASSWORD)) {
            section.note(section.has(USER) ? USER : PASSWORD, "is given without the other of user and password. Expected both or none.");
        }
        return user.flatMap(name -> password.map(secret -> new RegistryConfig.Login(name, secret)));
    }

    static PushConfig push(Section section) {
        var tags = section.list("tags", Node::text);
        return new PushConfig(section.required("repository", "registry.invalid/refused", DistributionReader::repository),
                tags.isEmpty() ? List.of(PushConfig.COMMIT) : tags.stream().distinct().toList());
    }

    private static String repository(Node node) {
        try {
            return ImageName.parse(node.text()).toString();
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), Values.name(node) + ": " + e.getMessage());
        }
    }

    static SigningConfig signing(Section section) {
        var config = new SigningConfig(section.value("program", Node::text), section.optional(KEY, Node::text),
                section.optional(PASSWORD, Credentials::reference), section.optional("publicKey", Node::text),
                section.optional(IDENTITY, Node::text), section.optional(ISSUER, Node::text), section.texts("annotations"),
                section.value("transparencyLog", Node::flag), section.value("attest", Node::flag), section.value("verify", Node::flag),
                section.value("timeout", Quantities::duration));
        if (!section.has(KEY) && !section.has("publicKey") && config.verify() && (config.identity().isEmpty() || config.issuer().isEmpty())) {
            section.note(KEY, IDENTITY, "is left out, and nothing says whose signature is good. Expected key, or identity and issuer of who signs"
                    + " without one, or verify: false.");
        }
        if (config.key().isPresent() && (config.identity().isPresent() || config.issuer().isPresent())) {
            section.note(IDENTITY, KEY, "is for signing without a key, and there is one. Expected one of the two.");
        }
        return config;
    }
}
