package dev.homing.adapter.memory;

import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Executions that do nothing by themselves: they remember what they were told. A token waits from {@link #await} until it is completed or
 * failed.
 */
public final class MemoryJourneys implements Journeys {
    /** How a waiting step was ended. */
    public sealed interface Ending {
        record Completed(MessageStatus status, Instant at) implements Ending {}

        record Failed(String error, String cause) implements Ending {}

        record Resumed() implements Ending {}
    }

    private final Map<String, Integer> published = new HashMap<>();
    private final Map<RunId, String> running = new LinkedHashMap<>();
    private final List<RunId> starts = new ArrayList<>();
    private final Map<RunId, String> stopped = new LinkedHashMap<>();
    private final Map<String, Integer> heartbeats = new HashMap<>();
    private final Map<String, @Nullable Ending> tokens = new LinkedHashMap<>();

    @Override
    public synchronized String publish(Campaign.Version version) {
        return version.campaign() + ":" + published.merge(version.campaign(), 1, Integer::sum);
    }

    @Override
    public synchronized boolean upToDate(Campaign.Version version) {
        return published.containsKey(version.campaign());
    }

    @Override
    public synchronized void remove(String campaign) {
        published.remove(campaign);
        running.values().removeIf(executable -> executable.startsWith(campaign + ":"));
    }

    @Override
    public synchronized void start(String executable, RunId run) {
        if (!starts.contains(run)) {
            starts.add(run);
            running.put(run, executable);
        }
    }

    @Override
    public synchronized void stop(String executable, RunId run, String reason) {
        if (running.remove(run) != null) {
            stopped.put(run, reason);
        }
    }

    @Override
    public synchronized boolean heartbeat(String token) {
        if (!waits(token)) {
            return false;
        }
        heartbeats.merge(token, 1, Integer::sum);
        return true;
    }

    @Override
    public synchronized boolean complete(String token, MessageStatus status, Instant at) {
        return end(token, new Ending.Completed(status, at));
    }

    @Override
    public synchronized boolean fail(String token, String error, String cause) {
        return end(token, new Ending.Failed(error, cause));
    }

    @Override
    public synchronized boolean resume(String token) {
        return end(token, new Ending.Resumed());
    }

    /** A step now waits with this token. */
    public synchronized void await(String token) {
        tokens.putIfAbsent(token, null);
    }

    /** Nothing waits with this token any more: its time is up, or its run was stopped. */
    public synchronized void forget(String token) {
        tokens.remove(token);
    }

    /** A run's execution came to its end. */
    public synchronized void finish(RunId run) {
        running.remove(run);
    }

    /** Every run that was ever started, once each, in this order. */
    public synchronized List<RunId> started() {
        return List.copyOf(starts);
    }

    /** What is under way, with its executable. */
    public synchronized Map<RunId, String> running() {
        return new LinkedHashMap<>(running);
    }

    /** What was stopped, with the reason. */
    public synchronized Map<RunId, String> stopped() {
        return new LinkedHashMap<>(stopped);
    }

    public synchronized int heartbeats(String token) {
        return heartbeats.getOrDefault(token, 0);
    }

    /** How a step ended; null while it waits, or where there is none. */
    public synchronized @Nullable Ending ending(String token) {
        return tokens.get(token);
    }

    private boolean waits(String token) {
        return tokens.containsKey(token) && tokens.get(token) == null;
    }

    private boolean end(String token, Ending ending) {
        if (!waits(token)) {
            return false;
        }
        tokens.put(token, ending);
        return true;
    }
}
