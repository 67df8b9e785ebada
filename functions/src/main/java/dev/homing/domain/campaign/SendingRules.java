package dev.homing.domain.campaign;

import dev.homing.domain.state.Caps;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How a campaign's marketing messages stand to each other and to those of other campaigns. Transactional campaigns have none of it.
 *
 * @param priority from 1, which comes before all others, to {@link #LAST}; where several campaigns would write to a customer at once, the one that
 *     comes first does
 * @param caps how many of the campaign's messages a customer gets in some time; all of them hold
 */
public record SendingRules(int priority, List<Caps.Limit> caps) {
    public static final int LAST = 100;

    /** Where a campaign says nothing. */
    public static final int USUAL_PRIORITY = 50;

    public static final SendingRules USUAL = new SendingRules(USUAL_PRIORITY, List.of());

    public SendingRules {
        if (priority < 1 || priority > LAST) {
            throw new IllegalArgumentException("A priority is a number from 1 to " + LAST + ", not " + priority);
        }
        caps = List.copyOf(caps);
    }

    /** How long a message has to be remembered for the caps; zero where there are none. */
    public Duration remembers() {
        return caps.stream()
                .map(Caps.Limit::within)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
