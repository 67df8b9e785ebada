package dev.homing.app.port;

/** Something outside throttled or could not be reached: the same again later may go well. */
public final class Unavailable extends RuntimeException {
    public Unavailable(String what) {
        super(what);
    }

    public Unavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
