package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.NextChange;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Words;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.Group;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.trigger.Start;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps right which audiences a customer is in, starts campaigns whose condition became true or whose date came, and sees to it that the customer
 * is looked at again when time alone may change something.
 *
 * <p>Only customers of whom something is known are grouped: there is nobody to write to otherwise.
 */
final class Grouping {
    /** Audiences may ask about audiences; deeper than this nobody nests them. */
    private static final int ROUNDS = 3;

    private final Work work;

    /** Null: everything is asked. */
    private final @Nullable CustomerEvent event;

    /** Why nothing starts now, whatever becomes true; null where it may. */
    private final @Nullable Reason startsNothing;

    private final long evaluated;
    private final Set<Long> changed = new HashSet<>();

    Grouping(Work work, @Nullable CustomerEvent event, @Nullable Reason startsNothing) {
        this.work = work;
        this.event = event;
        this.startsNothing = startsNothing;
        this.evaluated = work.state.groups().evaluated();
    }

    /** The customer came onto a list, or was taken off it. */
    void list(StaticList list, boolean in, Instant at) {
        long number = list.group().number();
        if (work.state.groups().has(number) != in && (!in || work.state.groups().hasRoom())) {
            work.state = work.state.withGroups(
                    in ? work.state.groups().with(number) : work.state.groups().without(number));
            work.state = work.state.with(new Outcome.Member(list.group(), in, at));
            changed.add(number);
        }
    }

    void group() {
        boolean grouped = work.state.listed() && (work.configuration.groupedSince() > 0 || !changed.isEmpty());
        boolean everything = grouped && askAll();
        Waits.answer(work);
        Instant waits = Waits.next(work);
        if (grouped || waits != null) {
            lookAgain(everything || !changed.isEmpty(), grouped, waits);
        }
    }

    /** @return whether all was asked, and not only what an event may have changed */
    private boolean askAll() {
        boolean everything = event == null || evaluated < work.configuration.groupedSince();
        if (everything) {
            forgetWhatIsGone();
        }
        for (int round = 0; round < ROUNDS; round++) {
            int before = changed.size();
            boolean first = round == 0;
            for (Audience audience : work.configuration.audiences()) {
                Resolved condition = audience.condition();
                if ((first && (everything || concerns(condition))) || asksAboutChanged(condition)) {
                    ask(audience);
                }
            }
            if (changed.size() == before && !first) {
                break;
            }
        }
        for (Campaign campaign : work.configuration.startedByTime()) {
            switch (campaign.trigger().start()) {
                case Start.Becomes(Resolved condition) -> {
                    if (everything || concerns(condition) || asksAboutChanged(condition)) {
                        ask(campaign, condition);
                    }
                }
                case Start.OnDate date -> {
                    if (event == null) {
                        Dates.start(work, campaign, date);
                    }
                }
                case Start.Happened _, Start.Unfinished _, Start.Changed _, Start.Called _ -> {
                    // Events start them.
                }
            }
        }
        if (everything) {
            work.state = work.state.withGroups(work.state.groups().evaluatedAt(work.configuration.number()));
        }
        return everything;
    }

    private boolean concerns(Resolved condition) {
        return event != null && condition.isWokenBy(event);
    }

    private boolean asksAboutChanged(Resolved condition) {
        return condition.needs().stream()
                .anyMatch(need -> need instanceof Need.Membership(Group group) && changed.contains(group.number()));
    }

    private void forgetWhatIsGone() {
        Set<Long> known = new HashSet<>();
        work.configuration
                .audiences()
                .forEach(audience -> known.add(audience.group().number()));
        work.configuration
                .groups()
                .lists()
                .values()
                .forEach(list -> known.add(list.group().number()));
        work.configuration
                .startedByTime()
                .forEach(campaign -> known.add(Group.campaign(campaign.key()).number()));
        work.state = work.state.withGroups(work.state.groups().keeping(known));
    }

    private void ask(Audience audience) {
        if (moves(audience.group(), audience.condition().condition())) {
            boolean in = work.state.groups().has(audience.group().number());
            work.state = work.state.with(new Outcome.Member(audience.group(), in, at()));
        }
    }

    private void ask(Campaign campaign, Resolved condition) {
        Group group = Group.campaign(campaign.key());
        boolean moved = moves(group, condition.condition());
        // Who it held for before anybody asked is not meant.
        boolean heldBefore = evaluated > 0 && evaluated < campaign.keptSince();
        if (moved && work.state.groups().has(group.number()) && !heldBefore) {
            begin(campaign, condition.condition());
        }
    }

    private void begin(Campaign campaign, Condition condition) {
        Reason because = Reason.of(Code.CONDITION_HOLDS, "condition", Words.of(condition));
        if (startsNothing != null) {
            work.refuse(campaign, startsNothing);
        } else if (!campaign.active()) {
            work.refuse(
                    campaign,
                    Reason.of(
                            Code.CAMPAIGN_NOT_ACTIVE,
                            "status",
                            campaign.status().key()));
        } else {
            boolean trusted = event == null || event.origin().trusted();
            work.begin(campaign, new Occasion("", at(), facts(), null, Work.NOTHING_APART, trusted, true, because));
        }
    }

    /** Whether the customer comes into a group or leaves it. */
    private boolean moves(Group group, Condition condition) {
        long number = group.number();
        boolean was = work.state.groups().has(number);
        boolean is = Evaluator.holds(condition, work.subject(null, facts()));
        if (was == is || (is && !work.state.groups().hasRoom())) {
            return false;
        }
        work.state = work.state.withGroups(
                is ? work.state.groups().with(number) : work.state.groups().without(number));
        changed.add(number);
        return true;
    }

    private Facts facts() {
        return event == null ? Facts.NONE : event.properties();
    }

    private Instant at() {
        return event == null ? work.now : event.at();
    }

    /** A schedule that comes too early does no harm: it looks, and is made again. */
    private void lookAgain(boolean changedSomething, boolean grouped, @Nullable Instant waits) {
        ArmedTimer armed = work.state.timer(ArmedTimer.LOOK, "");
        boolean asBefore = event != null && !changedSomething && armed != null;
        if (asBefore && waits == null && !mayComeEarlier()) {
            return;
        }
        Instant next = earlier(grouped ? next() : null, waits);
        if (next == null) {
            return;
        }
        boolean early = armed == null || !armed.firesAt().isAfter(work.now) || next.isBefore(armed.firesAt());
        if (early) {
            work.state = Starts.armed(work.state, ArmedTimer.LOOK, "", next, work.now, null, Work.NOTHING_APART);
        }
    }

    /** What an event that concerns a condition by time does can make the next moment an earlier one. */
    private boolean mayComeEarlier() {
        for (Audience audience : work.configuration.audiences()) {
            if (audience.condition().changesByTime() && concerns(audience.condition())) {
                return true;
            }
        }
        for (Campaign campaign : work.configuration.startedByTime()) {
            boolean concerned =
                    switch (campaign.trigger().start()) {
                        case Start.Becomes(Resolved condition) -> condition.changesByTime() && concerns(condition);
                        case Start.OnDate _ -> event != null && event.saysWho();
                        case Start.Happened _, Start.Unfinished _, Start.Changed _, Start.Called _ -> false;
                    };
            if (concerned) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Instant next() {
        Instant next = null;
        for (Audience audience : work.configuration.audiences()) {
            next = earlier(next, changeOf(audience.condition()));
        }
        for (Campaign campaign : work.configuration.startedByTime()) {
            next = earlier(
                    next,
                    switch (campaign.trigger().start()) {
                        case Start.Becomes(Resolved condition) -> changeOf(condition);
                        case Start.OnDate date -> Dates.next(work, date);
                        case Start.Happened _, Start.Unfinished _, Start.Changed _, Start.Called _ -> null;
                    });
        }
        return next;
    }

    private @Nullable Instant changeOf(Resolved condition) {
        return condition.changesByTime() ? NextChange.of(condition.condition(), work.subject(null, Facts.NONE)) : null;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }
}
