package dev.homing.adapter.memory;

import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executions that do nothing by themselves: they remember what they were told. A token waits from {@link #await} until it is completed or
 * failed.
 */
public final class MemoryJourneys implements Journeys {
    /** How a waiting step was ended. */
    public sealed interface Ending {
        record Completed(Way way, Instant at) implements Ending {}

        record Waiting(Instant until) implements Ending {}

        record Failed(String error, String cause) implements Ending {}
    }

    private final Map<String, Integer> published = new HashMap<>();
    private final Map<String, Set<String>> kept = new HashMap<>();
    private final Map<String, String> running = new LinkedHashMap<>();
    private final List<String> starts = new ArrayList<>();
    private final Map<String, String> stopped = new LinkedHashMap<>();
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
    public synchronized void prune(String campaign, Set<String> keep, Instant before) {
        kept.put(campaign, Set.copyOf(keep));
    }

    /** What was last said to be still needed of a campaign's executables. */
    public synchronized Set<String> kept(String campaign) {
        return kept.getOrDefault(campaign, Set.of());
    }

    @Override
    public synchronized void remove(String campaign) {
        published.remove(campaign);
        running.values().removeIf(executable -> executable.startsWith(campaign + ":"));
    }

    @Override
    public synchronized void start(Campaign.Version version, RunId run, Leg leg, Instant since) {
        String execution = leg.execution(run);
        if (!starts.contains(execution)) {
            starts.add(execution);
            running.put(execution, version.whole() + (leg.from() == null ? "" : " from " + leg.from()));
        }
    }

    @Override
    public synchronized void stop(Campaign.Version version, RunId run, Leg leg, String reason) {
        String execution = leg.execution(run);
        if (running.remove(execution) != null) {
            stopped.put(execution, reason);
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
    public synchronized boolean complete(String token, Way way, Instant at) {
        return end(token, new Ending.Completed(way, at));
    }

    @Override
    public synchronized boolean waitUntil(String token, Instant until) {
        return end(token, new Ending.Waiting(until));
    }

    @Override
    public synchronized boolean fail(String token, String error, String cause) {
        return end(token, new Ending.Failed(error, cause));
    }

    /** A step now waits with this token. */
    public synchronized void await(String token) {
        tokens.putIfAbsent(token, null);
    }

    /** Nothing waits with this token any more: its time is up, or its run was stopped. */
    public synchronized void forget(String token) {
        tokens.remove(token);
    }

    /** Every execution that was ever started, once each, in this order. */
    public synchronized List<String> started() {
        return List.copyOf(starts);
    }

    /** The executions in progress, with their executables. */
    public synchronized Map<String, String> running() {
        return new LinkedHashMap<>(running);
    }

    /** The executions that were stopped, with the reason. */
    public synchronized Map<String, String> stopped() {
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
