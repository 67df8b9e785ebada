package dev.homing.domain.consent;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that a customer said of what they want. The most specific statement counts, topic before channel; but whoever said no to everything
 * gets nothing, whatever else was said, until that is taken back.
 *
 * @param byScope the latest statement of each scope, in an order of its own
 */
public record Consents(SequencedMap<Scope, Consent> byScope) {
    /** Statements about single topics that are kept; those about whole channels and about everything always have room. */
    static final int MOST_OF_TOPICS = 40;

    public static final Consents NONE = new Consents(new LinkedHashMap<>());

    public Consents {
        Map<String, Scope> order = new TreeMap<>();
        byScope.keySet().forEach(scope -> order.put(scope.key(), scope));
        SequencedMap<Scope, Consent> ordered = new LinkedHashMap<>();
        for (Scope scope : order.values()) {
            Consent consent = byScope.get(scope);
            if (consent != null) {
                ordered.put(scope, consent);
            }
        }
        byScope = Collections.unmodifiableSequencedMap(ordered);
    }

    /** What counts for a message on a channel that belongs to no topic. */
    public Consent on(Channel channel) {
        return on(channel, null);
    }

    /**
     * What counts for a message.
     *
     * @param topic null: none
     * @return the most specific statement, topic before channel; but a no to the channel, unless the customer agreed to this topic on it since.
     *     {@link Consent#UNKNOWN} where nothing was said that matters
     */
    public Consent on(Channel channel, @Nullable String topic) {
        Consent all = said(Scope.ALL);
        if (all.state() == Consent.State.UNSUBSCRIBED) {
            return all;
        }
        Consent onChannel = said(Scope.of(channel));
        Consent most = topic == null ? Consent.UNKNOWN : said(new Scope(channel, topic));
        if (onChannel.state() == Consent.State.UNSUBSCRIBED) {
            boolean since =
                    most.state() == Consent.State.SUBSCRIBED && most.at().isAfter(onChannel.at());
            return since ? most : onChannel;
        }
        if (topic != null && !most.state().decided()) {
            most = said(new Scope(null, topic));
        }
        if (!most.state().decided()) {
            most = onChannel;
        }
        return most.state() == Consent.State.UNKNOWN ? Consent.UNKNOWN : most;
    }

    /**
     * Why marketing on a channel is not wanted, or not known to be.
     *
     * @param topic null: none
     * @return null where it may go out
     */
    public @Nullable Reason refusal(Channel channel, @Nullable String topic, Policy policy) {
        Consent counts = on(channel, topic);
        if (counts.allows(policy)) {
            return null;
        }
        if (said(Scope.ALL).state() == Consent.State.UNSUBSCRIBED) {
            return counts.refusal("all messages");
        }
        boolean ofTopic = topic != null && !counts.equals(said(Scope.of(channel))) && !counts.equals(Consent.UNKNOWN);
        return counts.refusal(ofTopic ? "the topic " + topic : channel.words());
    }

    /** What was said of exactly this; {@link Consent#UNKNOWN} where nothing was. */
    public Consent said(Scope scope) {
        return byScope.getOrDefault(scope, Consent.UNKNOWN);
    }

    /** With the opt-out of a channel by a link in a message, unless something later is known. */
    public Consents unsubscribed(Channel channel, MessageId by, Instant at) {
        Scope scope = Scope.of(channel);
        Consent changed = said(scope).unsubscribedBy(by, at);
        return changed.equals(said(scope)) ? this : with(scope, changed);
    }

    /**
     * What would have to be so that a message's link takes back its opt-out.
     *
     * @return null where it may
     */
    public @Nullable Undoing undoing(Channel channel, MessageId by, Instant now) {
        Consent said = said(Scope.of(channel));
        if (!said.unsubscribedBy(by)) {
            return on(channel).state() == Consent.State.UNSUBSCRIBED ? Undoing.SAID_SINCE : Undoing.NOTHING_TO_UNDO;
        }
        if (said(Scope.ALL).state() == Consent.State.UNSUBSCRIBED) {
            return Undoing.SAID_SINCE;
        }
        return now.isAfter(said.at().plus(Consent.UNDONE_WITHIN)) ? Undoing.TOO_LATE : null;
    }

    /** With what counted before a message's link opted out; the same where that is not the last word. */
    public Consents undone(Channel channel, MessageId by, Instant now) {
        if (undoing(channel, by, now) != null) {
            return this;
        }
        Scope scope = Scope.of(channel);
        SequencedMap<Scope, Consent> changed = new LinkedHashMap<>(byScope);
        changed.put(scope, said(scope).undone(now));
        return new Consents(changed);
    }

    /** Whether both say the same of everything, whenever it was said. */
    public boolean saysTheSameAs(Consents other) {
        return states().equals(other.states());
    }

    private Map<Scope, Consent.State> states() {
        Map<Scope, Consent.State> states = new LinkedHashMap<>();
        byScope.forEach((scope, consent) -> states.put(scope, consent.state()));
        return states;
    }

    /** With one more statement, unless a later one is known. */
    public Consents with(Scope scope, Consent consent) {
        return with(scope, consent, Consent::with);
    }

    /**
     * Those that another customer's id takes over: what was answered to a message always.
     *
     * @param browsers whether what anyone can have said is among them
     * @param servers whether what the shop's servers said is
     */
    public Consents taken(boolean browsers, boolean servers) {
        SequencedMap<Scope, Consent> left = new LinkedHashMap<>();
        byScope.forEach((scope, consent) -> {
            if (!consent.byEvent() || (consent.untrusted() ? browsers : servers)) {
                left.put(scope, consent);
            }
        });
        return new Consents(left);
    }

    /** What the customer said yes to on a channel by themself counts as if a page had said it. */
    public Consents unconfirmed(Channel channel) {
        SequencedMap<Scope, Consent> changed = new LinkedHashMap<>();
        byScope.forEach((scope, consent) -> changed.put(
                scope, scope.channel() == null || scope.channel() == channel ? consent.byAPage() : consent));
        return new Consents(changed);
    }

    /** With another's statements as well; {@code choose} is given ours and theirs of one scope. */
    public Consents merged(Consents other, BinaryOperator<Consent> choose) {
        Consents both = this;
        for (Entry<Scope, Consent> theirs : other.byScope.entrySet()) {
            both = both.with(theirs.getKey(), theirs.getValue(), choose);
        }
        return both;
    }

    private Consents with(Scope scope, Consent consent, BinaryOperator<Consent> choose) {
        SequencedMap<Scope, Consent> changed = new LinkedHashMap<>(byScope);
        Consent known = changed.get(scope);
        if (known == null && scope.topic() != null && !madeRoom(changed, consent)) {
            return this;
        }
        changed.put(scope, known == null ? consent : choose.apply(known, consent));
        return new Consents(changed);
    }

    /** What anyone could have said gives way first, then the oldest yes; a no that can be trusted never does. */
    private static boolean madeRoom(SequencedMap<Scope, Consent> changed, Consent consent) {
        long topics =
                changed.keySet().stream().filter(scope -> scope.topic() != null).count();
        if (topics < MOST_OF_TOPICS) {
            return true;
        }
        Optional<Entry<Scope, Consent>> least = changed.entrySet().stream()
                .filter(entry -> entry.getKey().topic() != null)
                .filter(entry ->
                        entry.getValue().untrusted() || entry.getValue().state() != Consent.State.UNSUBSCRIBED)
                .min(Comparator.<Entry<Scope, Consent>, Boolean>comparing(
                                entry -> !entry.getValue().untrusted())
                        .thenComparing(entry -> entry.getValue().at()));
        least.filter(_ -> !consent.untrusted()).ifPresent(entry -> changed.remove(entry.getKey()));
        return least.isPresent() && !consent.untrusted();
    }
}
