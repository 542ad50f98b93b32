package planted.report;

/** Planted: imports what its layer may not. */
final class Planted {
    com.fasterxml.jackson.databind.JsonNode wrong;
}
