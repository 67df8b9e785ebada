package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message waits until it is known whether a campaign that comes before its own writes to the customer. It does not yield to what may never
 * be sent: it waits a moment, and yields to what was.
 */
public final class Precedence {
    /** How long it takes, mostly, from the start of a campaign until its first message is out or refused. */
    private static final Duration SETTLES = Duration.ofMinutes(1);

    private Precedence() {}

    /**
     * @param mine the campaign whose message is about to leave
     * @return until when it waits; null: not at all
     */
    public static @Nullable Instant waitsUntil(
            CustomerState state, Supplier<Profile> profile, Campaign mine, Configuration configuration, Instant now) {
        Duration window = configuration.shop().priorityWindow();
        if (window.isZero() || mine.transactional()) {
            return null;
        }
        Instant latest = null;
        for (ArmedTimer timer : state.timers()) {
            Campaign other = before(mine, timer.campaign(), configuration);
            boolean near = !timer.waitsForAddress()
                    && timer.due().isAfter(now.minus(SETTLES))
                    && !timer.due().isAfter(now.plus(window));
            if (other != null && near && mayStart(other, timer, state, profile, configuration, now)) {
                latest = later(latest, timer.due().plus(SETTLES));
            }
        }
        for (ActiveRun run : state.runs()) {
            Campaign other = before(mine, run.campaign(), configuration);
            Instant settled = other == null ? now : Starts.begun(run, other).plus(SETTLES);
            if (settled.isAfter(now)) {
                latest = later(latest, settled);
            }
        }
        return latest;
    }

    private static @Nullable Campaign before(Campaign mine, String key, Configuration configuration) {
        Campaign other = configuration.campaign(key);
        return other != null
                        && other.active()
                        && !other.transactional()
                        && other.rules().priority() < mine.rules().priority()
                ? other
                : null;
    }

    private static boolean mayStart(
            Campaign campaign,
            ArmedTimer timer,
            CustomerState state,
            Supplier<Profile> profile,
            Configuration configuration,
            Instant now) {
        Subject subject = new Subject(state, profile, timer.key(), Facts.NONE, configuration.defaults(), now);
        for (Resolved asked :
                List.of(campaign.trigger().everyMessage(), campaign.trigger().entry())) {
            if (!asked.looksAtEvent() && !Evaluator.holds(asked.condition(), subject)) {
                return false;
            }
        }
        return true;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
