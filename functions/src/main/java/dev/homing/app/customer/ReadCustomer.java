package dev.homing.app.customer;

import dev.homing.app.port.Backoff;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Suppressions;
import dev.homing.app.port.Timeline;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.Message;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells all that is known of a customer and why they did or did not hear from the shop. */
public final class ReadCustomer {
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final Timeline timeline;
    private final Runs runs;
    private final Messages messages;
    private final Orders orders;

    public ReadCustomer(
            CustomerStates states,
            Backoff backoff,
            Profiles profiles,
            Suppressions suppressions,
            Timeline timeline,
            Runs runs,
            Messages messages,
            Orders orders) {
        this.lookup = new CustomerLookup(states, backoff);
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.timeline = timeline;
        this.runs = runs;
        this.messages = messages;
        this.orders = orders;
    }

    /** @param suppressed channels whose known address is not written to, with the reason that stands */
    public record Customer(
            Profile profile, Map<Channel, Suppression.Standing> suppressed, CustomerState state, List<Walk> runs) {}

    /** A run, and how far it is. */
    public record Walk(Run run, Progress progress) {}

    /** One line of the timeline. */
    public sealed interface Line {
        Instant at();

        /** Tells lines of the same instant apart. */
        String key();

        record Happened(Instant at, String key, Timeline.Entry entry) implements Line {}

        record Ran(Instant at, String key, Walk walk) implements Line {}

        record Wrote(Instant at, String key, Message message) implements Line {}

        record Ordered(Instant at, String key, AttributedOrder order) implements Line {}
    }

    /** @param next to ask for the older ones with; null: there are none */
    public record Page(List<Line> lines, @Nullable String next) {}

    /** Null where there is nobody under this id. */
    public @Nullable Customer read(CustomerId id, Instant now) {
        CustomerState state = lookup.resolve(id, now);
        Profile profile = profiles.load(state.id());
        if (state.isNew() && profile.revision() == 0) {
            return null;
        }
        List<Walk> all = new ArrayList<>();
        for (CustomerId each : ids(state)) {
            List<Run> itsRuns = runs.of(each);
            boolean asked = itsRuns.stream().anyMatch(run -> run.status() == Run.Status.SINGLE);
            List<Message> itsMessages = asked ? messages.of(each) : List.of();
            itsRuns.forEach(run -> all.add(new Walk(run, Progress.of(run, itsMessages))));
        }
        all.sort(Comparator.comparing((Walk walk) -> walk.run().startedAt()).reversed());
        return new Customer(profile, suppressed(profile), state, all);
    }

    private Map<Channel, Suppression.Standing> suppressed(Profile profile) {
        Map<Channel, Suppression.Standing> suppressed = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            String address = profile.address(channel);
            Suppression.Standing standing = address == null
                    ? null
                    : suppressions.of(AddressKey.of(channel, address)).standing();
            if (standing != null) {
                suppressed.put(channel, standing);
            }
        }
        return suppressed;
    }

    /**
     * @param before the {@code next} of a newer page; null: from the newest on
     */
    public Page timeline(CustomerId id, @Nullable String before, int limit, Instant now) {
        CustomerState state = lookup.resolve(id, now);
        List<Line> lines = new ArrayList<>();
        for (CustomerId each : ids(state)) {
            lines.addAll(happened(each, before, limit + 1));
            List<Message> itsMessages = messages.of(each);
            runs.of(each)
                    .forEach(run -> lines.add(new Line.Ran(
                            run.startedAt(), "run " + run.id(), new Walk(run, Progress.of(run, itsMessages)))));
            itsMessages.forEach(message -> lines.add(new Line.Wrote(message.at(), "message " + message.id(), message)));
            orders.of(each).forEach(order -> lines.add(new Line.Ordered(order.at(), "order " + order.order(), order)));
        }
        Comparator<Line> newestFirst = Comparator.comparing(ReadCustomer::place).reversed();
        List<Line> sorted = lines.stream()
                .filter(line -> before == null || place(line).compareTo(before) < 0)
                .sorted(newestFirst)
                .toList();
        boolean more = sorted.size() > limit;
        List<Line> page = more ? sorted.subList(0, limit) : sorted;
        return new Page(List.copyOf(page), more ? place(page.getLast()) : null);
    }

    /** As many as are asked for, where there are as many: of those of the same moment some were on the page before. */
    private List<Line> happened(CustomerId customer, @Nullable String before, int limit) {
        String place = before == null ? null : eventBefore(before);
        for (int read = limit; ; read *= 2) {
            List<Timeline.Entry> entries = timeline.newest(customer, place, read);
            List<Line> lines = new ArrayList<>();
            for (Timeline.Entry entry : entries) {
                Line line = new Line.Happened(entry.at(), entry.key(), entry);
                if (before == null || place(line).compareTo(before) < 0) {
                    lines.add(line);
                }
            }
            if (lines.size() >= limit || entries.size() < read) {
                return lines;
            }
        }
    }

    /** By which the older ones than this line are asked for. */
    public static String place(Line line) {
        return TimelineKey.of(line.at(), line.key());
    }

    /** Entries lie by the time that was stated, lines are shown by the time that counts: a little more is read than is shown. */
    private static @Nullable String eventBefore(String cursor) {
        Instant at = Instant.parse(cursor.substring(0, cursor.indexOf('#')));
        return TimelineKey.of(at.plusMillis(1), "");
    }

    private static List<CustomerId> ids(CustomerState state) {
        List<CustomerId> ids = new ArrayList<>();
        ids.add(state.id());
        ids.addAll(state.absorbed().reversed());
        return ids;
    }
}
