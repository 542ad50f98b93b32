package shop;

import java.io.InputStream;
import java.net.URI;
import java.util.regex.Pattern;

/** The loopback port of a test: {@code PUT /errors?percent=30} orders errors, {@code GET /errors} tells how many. */
final class ControlDesk implements Endpoint {
    private static final Pattern PERCENT = Pattern.compile("percent=(100|[0-9]{1,2})");

    private final PlantedErrors errors;

    ControlDesk(PlantedErrors errors) {
        this.errors = errors;
    }

    @Override
    public Answer answer(String method, URI target, InputStream body) {
        if (!target.getPath().equals("/errors")) return Answer.notFound("The page " + target.getPath());
        return switch (method) {
            case "GET" -> current();
            case "PUT" -> order(target.getQuery());
            default -> Answer.notAllowed(method, "GET, HEAD, PUT");
        };
    }

    private Answer order(String query) {
        var wanted = PERCENT.matcher(query == null ? "" : query);
        if (!wanted.matches()) {
            return Answer.error(400, "The query is " + (query == null ? "missing" : Json.quote(query))
                    + ". Expected percent=0 to percent=100, like /errors?percent=30.");
        }
        errors.order(Integer.parseInt(wanted.group(1)));
        return current();
    }

    private Answer current() {
        return Answer.of(200, "{\"percent\":" + errors.percent() + "}");
    }
}
