package dev.homing.emulator.wire;

import dev.homing.emulator.Response;

/** A call that AWS would refuse, on its way out of the service's code to the wire. Carries no stack trace: it is an answer. */
public final class Refused extends RuntimeException {
    private final int status;
    private final String type;

    private Refused(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static Refused of(int status, String type, String message) {
        return new Refused(status, type, message);
    }

    public static Refused validation(String message) {
        return new Refused(400, "ValidationException", message);
    }

    /** The error's type as AWS names it. */
    public String type() {
        return type;
    }

    /** The refusal as the JSON protocols shape it. */
    public Response response() {
        return Response.error(status, type, String.valueOf(getMessage()));
    }
}
