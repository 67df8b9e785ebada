package dev.homing.cli;

/** One line on stderr that says what is going on, where a person is looking; nothing elsewhere. */
final class Progress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final boolean shown;

    Progress() {
        // The launcher knows: Java can tell of stdin and stdout only.
        shown = Boolean.getBoolean("homing.terminal") && !"dumb".equals(System.getenv("TERM"));
    }

    void say(String what) {
        if (shown) {
            System.err.print(CLEAR_LINE + what + " ...");
            System.err.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            System.err.print(CLEAR_LINE);
            System.err.flush();
        }
    }
}
