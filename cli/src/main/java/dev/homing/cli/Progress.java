package dev.homing.cli;

import java.io.Console;

/** One line on stderr that says what is going on, where a person is looking; nothing elsewhere. */
final class Progress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final boolean shown;

    Progress() {
        Console console = System.console();
        shown = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
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
