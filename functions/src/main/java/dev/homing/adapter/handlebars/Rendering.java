package dev.homing.adapter.handlebars;

import com.github.jknack.handlebars.Options;
import dev.homing.app.port.Renderer.Into;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One filling of one template: its locale, what was missing, and what it may still use up. */
final class Rendering {
    static final String KEY = "homing.rendering";

    /** Well over any mail program's limit for a message. */
    private static final int MOST_OUTPUT_CHARACTERS = 1_000_000;

    private static final int MOST_ITERATIONS = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Locale locale;
    private final Into into;
    private final Set<String> missing = new LinkedHashSet<>();
    private final long startedNanos = System.nanoTime();
    private int iterations;

    Rendering(Locale locale, Into into) {
        this.locale = locale;
        this.into = into;
    }

    static Rendering of(Options options) {
        Rendering rendering = options.data(KEY);
        if (rendering == null) {
            throw new IllegalStateException("Helpers are called while rendering only");
        }
        return rendering;
    }

    Locale locale() {
        return locale;
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    Into into() {
        return into;
    }

    /** @return the placeholder itself, where people are to see it */
    String leave(String placeholder) {
        missing.add(placeholder);
        return into.leavesWhatIsMissing() ? placeholder : "";
    }

    /** Once a turn of a loop. */
    void turn() {
        if (++iterations > MOST_ITERATIONS) {
            throw new TooMuch("its loops go round more than " + MOST_ITERATIONS + " times; loop over fewer things");
        }
        if (System.nanoTime() - startedNanos > LONGEST.toNanos()) {
            throw new TooMuch("it takes longer than " + LONGEST.toSeconds() + " seconds to fill; make it simpler");
        }
    }

    void written(int characters) {
        if (characters > MOST_OUTPUT_CHARACTERS) {
            throw new TooMuch("it grows over " + MOST_OUTPUT_CHARACTERS + " characters; show fewer things");
        }
    }
}
