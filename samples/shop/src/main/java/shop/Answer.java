package shop;

/** What goes back to a client. {@code allow} is empty unless the status is 405. */
record Answer(int status, String json, String allow) {

    static Answer of(int status, String json) {
        return new Answer(status, json, "");
    }

    static Answer error(int status, String message) {
        return of(status, "{\"error\":" + Json.quote(message) + "}");
    }

    static Answer notFound(String what) {
        return error(404, what + " does not exist.");
    }

    static Answer notAllowed(String method, String allow) {
        String message = "The method " + method + " is not supported here. Expected " + allow + ".";
        return new Answer(405, error(405, message).json(), allow);
    }
}
