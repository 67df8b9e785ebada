package dev.homing.adapter.aws;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.Unavailable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits any time up to a limit that doubles with each lost try ("full jitter"), so that those who lost a race do not meet again.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and jitter</a>
 */
public final class JitteredBackoff implements Backoff {
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final RandomGenerator random;

    public JitteredBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void await(int lost) {
        try {
            Thread.sleep(random.nextLong(limit(lost).toMillis() + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted between two tries", interrupted);
        }
    }

    /** The longest wait after so many lost tries. */
    static Duration limit(int lost) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(lost - 1, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
