package dev.homing.domain.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a campaign was paused, so that what waited in a pause is not taken for late. What lies further back than anything can wait is
 * forgotten.
 *
 * @param intervals oldest first, apart from each other; only the last one may be open
 */
public record Pauses(List<Interval> intervals) {
    public static final Pauses NONE = new Pauses(List.of());

    /** Nothing waits longer than this: it is how long runs are kept, in whole days. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    /** Someone who pauses and resumes more often than this has the shortest times between his pauses counted as paused, too. */
    private static final int MOST = 30;

    /**
     * @param to the moment of the resume; null while the campaign is paused
     * @param resume what becomes of those who waited in it
     */
    public record Interval(Instant from, @Nullable Instant to, Resume resume) {
        public Interval {
            if (to != null && to.isBefore(from)) {
                throw new IllegalArgumentException("A pause from " + from + " cannot end at " + to);
            }
        }

        /** A pause after which everything went on. */
        public Interval(Instant from, @Nullable Instant to) {
            this(from, to, Resume.CONTINUE);
        }
    }

    public Pauses {
        intervals = List.copyOf(intervals);
        for (int i = 1; i < intervals.size(); i++) {
            Instant end = intervals.get(i - 1).to();
            if (end == null || end.isAfter(intervals.get(i).from())) {
                throw new IllegalArgumentException("Pauses must follow one after the other: " + intervals);
            }
        }
    }

    /** Whether a pause is going on. */
    public boolean open() {
        return !intervals.isEmpty() && intervals.getLast().to() == null;
    }

    /** With a pause that begins; the same where one is going on already. */
    public Pauses begun(Instant at) {
        if (open()) {
            return this;
        }
        List<Interval> more = new ArrayList<>(recent(at));
        Instant lastEnd = more.isEmpty() ? null : more.getLast().to();
        // Two machines' clocks differ: a pause cannot begin before the one before it ended.
        more.add(new Interval(lastEnd != null && lastEnd.isAfter(at) ? lastEnd : at, null));
        return new Pauses(merged(more));
    }

    /** With the end of the pause that is going on; the same where none is. */
    public Pauses ended(Instant at, Resume resume) {
        if (!open()) {
            return this;
        }
        List<Interval> closed = new ArrayList<>(intervals);
        Instant from = closed.removeLast().from();
        closed.add(new Interval(from, at.isBefore(from) ? from : at, resume));
        return new Pauses(closed);
    }

    /**
     * What becomes of somebody who waits for the campaign to be resumed: the last resume says it, for all who waited by then. Who began to wait
     * after it goes on: they met somebody who had not heard of it yet.
     */
    public Resume resumed(Instant waitsSince) {
        Interval last = intervals.isEmpty() ? null : intervals.getLast();
        return last == null || last.to() == null || waitsSince.isAfter(last.to()) ? Resume.CONTINUE : last.resume();
    }

    /** Whether the campaign was paused at a moment. */
    public boolean at(Instant moment) {
        return intervals.stream()
                .anyMatch(interval ->
                        !moment.isBefore(interval.from()) && (interval.to() == null || !moment.isAfter(interval.to())));
    }

    /**
     * How much of the time between two moments the campaign was paused.
     *
     * @return zero where the second moment is not after the first
     */
    public Duration within(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (Interval interval : intervals) {
            Instant begin = interval.from().isAfter(from) ? interval.from() : from;
            Instant end = interval.to() == null || interval.to().isAfter(to) ? to : interval.to();
            if (end.isAfter(begin)) {
                sum = sum.plus(Duration.between(begin, end));
            }
        }
        return sum;
    }

    private List<Interval> recent(Instant now) {
        Instant since = now.minus(REMEMBERED);
        return intervals.stream()
                .filter(interval -> interval.to() == null || interval.to().isAfter(since))
                .toList();
    }

    private static List<Interval> merged(List<Interval> many) {
        List<Interval> fewer = new ArrayList<>(many);
        while (fewer.size() > MOST) {
            int shortest = 1;
            for (int i = 2; i < fewer.size(); i++) {
                if (gap(fewer, i).compareTo(gap(fewer, shortest)) < 0) {
                    shortest = i;
                }
            }
            Interval second = fewer.remove(shortest);
            fewer.set(shortest - 1, new Interval(fewer.get(shortest - 1).from(), second.to(), second.resume()));
        }
        return fewer;
    }

    private static Duration gap(List<Interval> intervals, int before) {
        Instant end = intervals.get(before - 1).to();
        return end == null
                ? Duration.ZERO
                : Duration.between(end, intervals.get(before).from());
    }
}
