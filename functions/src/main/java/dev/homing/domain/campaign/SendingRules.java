package dev.homing.domain.campaign;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.state.Caps;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's marketing messages stand to each other and to those of other campaigns. Transactional campaigns have none of it.
 *
 * @param priority from 1, which comes before all others, to {@link #LAST}; where several campaigns would write to a customer at once, the one that
 *     comes first does
 * @param caps how many of the campaign's messages a customer gets in some time; all of them hold
 * @param channels the order in which the channels of a message are tried; others come after them, in the message's own order
 * @param preferredFirst whether the channel that the customer prefers is tried before them
 * @param topic what the campaign writes about, which customers can leave alone ({@link Scope#topic}); null: nothing in particular
 */
public record SendingRules(
        int priority,
        List<Caps.Limit> caps,
        List<Channel> channels,
        boolean preferredFirst,
        @Nullable String topic) {
    public static final int LAST = 100;

    /** Where a campaign says nothing. */
    public static final int USUAL_PRIORITY = 50;

    public static final SendingRules USUAL = new SendingRules(USUAL_PRIORITY, List.of());

    /** With the channels of each message in its own order. */
    public SendingRules(int priority, List<Caps.Limit> caps) {
        this(priority, caps, List.of(), false, null);
    }

    public SendingRules {
        if (priority < 1 || priority > LAST) {
            throw new IllegalArgumentException("A priority is a number from 1 to " + LAST + ", not " + priority);
        }
        caps = List.copyOf(caps);
        channels = List.copyOf(channels);
    }

    /** How long a message has to be remembered for the caps; zero where there are none. */
    public Duration remembers() {
        return caps.stream()
                .map(Caps.Limit::within)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
