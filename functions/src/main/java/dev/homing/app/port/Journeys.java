package dev.homing.app.port;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Executions of flows of more than one message. */
public interface Journeys {
    /** Names of the errors by which a message's step tells the flow how it ended without a status. */
    String SKIPPED = "Skipped";

    String SEND_FAILED = "SendFailed";
    /** The run is over: the flow goes to its end. */
    String EXIT = "Exit";
    /** The campaign is paused: this execution is over, and the run goes on in another one when the campaign is resumed. */
    String PAUSED = "Paused";
    /** The message is not to go out now: the flow waits until the moment that is the error's cause, then tries the same message. */
    String LATER = "Later";

    /**
     * Makes a version of a campaign executable.
     *
     * @return its name, which the version keeps
     */
    String publish(Campaign.Version version);

    /** Whether a campaign's executable is still what publishing this version would make of it. A deployment may have changed that. */
    boolean upToDate(Campaign.Version version);

    /**
     * Removes executables of a campaign that nothing will be started on any more; runs in progress on them go on. Those that begin in the middle of
     * a flow stay until {@link #remove}: without them the runs on them would end.
     *
     * @param keep names of those that are still needed
     * @param before those that were made after this moment are kept as well, as long as there is room: a start may be on its way to one
     */
    void prune(String campaign, Set<String> keep, Instant before);

    /** Removes all of a campaign's executables; runs in progress on them end. Nothing where there are none. */
    void remove(String campaign);

    /**
     * Starts the execution of a leg of a run; starting it again changes nothing. The executable of a leg that begins in the middle of the
     * flow is made when it is first needed, so that what nobody resumes or moves costs nothing.
     *
     * @param version as published, with its executable
     * @param since when the run came to where the leg begins; of no meaning for a leg from the flow's start
     * @throws Unavailable where it could not be started now
     */
    void start(Campaign.Version version, RunId run, Leg leg, Instant since);

    /** Until when a leg waits that begins at a wait of some time; null for all others. */
    static @Nullable Instant waitsUntil(Campaign.Version version, Leg leg, Instant since) {
        String from = leg.from();
        return from != null
                        && version.flow().node(from) instanceof Node.Wait wait
                        && wait.until() instanceof Until.After(Duration time)
                ? since.plus(time)
                : null;
    }

    /**
     * Stops the execution of a leg of a run; nothing where it is over, or never was.
     *
     * @param version that the leg was started on
     */
    void stop(Campaign.Version version, RunId run, Leg leg, String reason);

    /**
     * Starts the window in which a message's status is waited for.
     *
     * @return false where nothing waits any more: the run is over, or the message too late
     */
    boolean heartbeat(String token);

    /**
     * Tells the waiting step which way to go.
     *
     * @param at when that became so
     * @return false where nothing waits any more
     */
    boolean complete(String token, Way way, Instant at);

    /**
     * Tells the waiting step until when its flow waits.
     *
     * @return false where nothing waits any more
     */
    boolean waitUntil(String token, Instant until);

    /**
     * Tells the waiting step that it ended without a status.
     *
     * @param error one of the names above
     * @return false where nothing waits any more
     */
    boolean fail(String token, String error, String cause);
}
