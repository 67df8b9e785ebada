package dev.homing.cli;

/** One line on stderr that says what is going on, where a person is looking; nothing elsewhere. */
final class Progress implements AutoCloseable {
    /** Overwritten by spaces, since NO_COLOR and simple terminals want no escape codes. */
    private int length;

    private final boolean shown;

    Progress() {
        // The launcher knows: Java can tell of stdin and stdout only.
        shown = Boolean.getBoolean("homing.terminal") && !"dumb".equals(System.getenv("TERM"));
    }

    void say(String what) {
        if (shown) {
            clear();
            String line = what + " ...";
            System.err.print(line);
            System.err.flush();
            length = line.length();
        }
    }

    @Override
    public void close() {
        if (shown) {
            clear();
            System.err.flush();
        }
    }

    private void clear() {
        System.err.print("\r" + " ".repeat(length) + "\r");
        length = 0;
    }
}
