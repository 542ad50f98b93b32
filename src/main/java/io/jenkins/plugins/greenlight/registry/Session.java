package io.jenkins.plugins.greenlight.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Speaks to one repository of one registry, as somebody. Each request is made once, twice where the registry asks who we are. */
final class Session {
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_REDIRECTS = 5;

    private final Wire wire;
    private final TokenDesk desk;
    private final Refusals refusals;
    private final Clock clock;
    private final RegistryAccess access;
    private final ImageName name;
    private final Login login;
    private final boolean pushes;
    private boolean basic;
    private TokenDesk.Token token;

    /** @param pushes whether it writes, too: the least is asked for */
    Session(Wire wire, RegistryAccess access, Clock clock, ImageName name, Login login, boolean pushes) {
        this.wire = wire;
        this.refusals = new Refusals(clock);
        this.desk = new TokenDesk(wire, access, clock, refusals);
        this.clock = clock;
        this.access = access;
        this.name = name;
        this.login = login;
        this.pushes = pushes;
    }

    ImageName name() {
        return name;
    }

    /** Below the repository. @param path such as {@code manifests/1.4} */
    URI uri(String path) {
        return URI.create((access.insecure(name.registry()) ? "http" : "https") + "://" + name.registry() + "/v2/"
                + name.repository() + "/" + path);
    }

    /** @throws Failure unless the answer has one of these statuses */
    Answer send(Call call, Integer... expected) throws IOException, InterruptedException {
        return fine(asSomebody(call, null), expected);
    }

    /** As {@link #send}, and follows redirects, without credentials once they lead elsewhere. The body of a 200 goes into the
     *  stream.
     * @param into null to have it in the answer */
    Answer fetch(Call call, OutputStream into, Integer... expected) throws IOException, InterruptedException {
        var answer = asSomebody(call, into);
        for (int hops = 0; answer.redirects() && hops < MOST_REDIRECTS; hops++) {
            var target = target(answer);
            answer = own(target) ? asSomebody(call.to(target), into) : wire.send(call.to(target), into);
        }
        return fine(answer, expected);
    }

    private Answer fine(Answer answer, Integer... expected) throws Failure {
        if (!List.of(expected).contains(answer.status())) {
            throw refusals.of(answer, login, login.mask(token == null ? List.of() : List.of(token.value())), asked());
        }
        return answer;
    }

    private String asked() {
        return (pushes ? "push to " : "pull from ") + name.repository();
    }

    private Answer asSomebody(Call call, OutputStream into) throws IOException, InterruptedException {
        var answer = wire.send(authorized(call), into);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        var challenge = Challenge.read(answer.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty() || !introduced(challenge.get())) {
            return answer;
        }
        return wire.send(authorized(call), into);
    }

    /** Whether there is something new to say about who we are. */
    private boolean introduced(Challenge challenge) throws IOException, InterruptedException {
        if (challenge.isBearer()) {
            token = desk.token(challenge, "repository:" + name.repository() + (pushes ? ":pull,push" : ":pull"), login);
            return true;
        }
        boolean first = !basic && !login.isAnonymous() && login.identityToken().isEmpty();
        basic = first || basic;
        return first;
    }

    private Call authorized(Call call) {
        if (basic) {
            return call.with("Authorization", login.basic());
        }
        return token != null && clock.instant().isBefore(token.until()) ? call.with("Authorization", "Bearer " + token.value())
                : call;
    }

    /** The place for an upload, or the next one of it. @throws Failure when the answer names none at this registry */
    URI ownLocation(Answer answer) throws Failure {
        var target = location(answer);
        if (!own(target)) {
            throw Failure.lasting(answer.uri().getRawAuthority() + " sends uploads to " + target.getScheme() + "://"
                    + target.getRawAuthority(),
                    "Expected a place at " + uri("").getScheme() + "://" + name.registry()
                    + ": credentials go nowhere else. Let the proxy before the registry pass on the Host header and"
                    + " X-Forwarded-Proto, or set the registry's http.host.",
                    answer.status());
        }
        return target;
    }

    private URI target(Answer answer) throws Failure {
        var target = location(answer);
        if (!"https".equals(target.getScheme()) && !access.insecure(String.valueOf(target.getRawAuthority()))) {
            throw Failure.lasting(answer.uri().getRawAuthority() + " sends for blobs to " + target.getScheme() + "://"
                    + target.getRawAuthority()
                    + ", which is not HTTPS", "Expected https://HOST/... . Let its storage speak TLS, or, where nobody can"
                    + " listen in between, name that host in image.registry.insecure.", answer.status());
        }
        return target;
    }

    private static URI location(Answer answer) throws Failure {
        try {
            var target = answer.uri().resolve(answer.header("Location").orElseThrow(() -> new IllegalArgumentException("none")));
            if (target.getHost() != null && Set.of("http", "https").contains(target.getScheme())) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Failure.lasting(answer.uri().getRawAuthority() + " answered " + answer.status()
                + " without a Location that is an address",
                "Expected one. See the registry's own log.", answer.status());
    }

    private boolean own(URI target) {
        var own = uri("");
        return target.getRawUserInfo() == null && own.getScheme().equals(target.getScheme())
                && own.getHost().equals(target.getHost())
                && port(own) == port(target);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }
}
