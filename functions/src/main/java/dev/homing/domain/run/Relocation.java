package dev.homing.domain.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * That all who are on a version of a campaign go on at steps of another one, or come to their end; and how far that is. It is done a page of them
 * at a time.
 *
 * @param number counts a campaign's relocations
 * @param from the version that they are on
 * @param to the version that they go on with; 0: none, they are ended or stay
 * @param steps where those who stand at a step go; those at a step of the same id go there by themselves, where the versions differ
 * @param others what becomes of those for whom that says nothing
 * @param undoes number of the relocation whose people go back to where they were; 0: it is none of these
 * @param by who asked for it
 * @param place in the roster where the next page begins; null: the first
 * @param step counts the pages of all of a campaign's relocations: a page that is asked for twice is done once
 */
public record Relocation(
        String campaign,
        int number,
        int from,
        int to,
        SequencedMap<String, Target> steps,
        Others others,
        int undoes,
        String by,
        Instant at,
        @Nullable String place,
        int step,
        Tally tally,
        boolean finished) {
    public Relocation {
        steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
    }

    /** Where somebody goes. */
    public sealed interface Target {
        record Step(String id) implements Target {}

        /** Their way through the campaign ends. */
        record Out() implements Target {}
    }

    /** What becomes of those who stand where nothing is said of. */
    public enum Others {
        STAY,
        END;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why somebody is left where they are. */
    public enum Stay {
        /** Their step has no step to go to. */
        NO_STEP("their step leads nowhere in the other version"),
        /** A message is not sent twice. */
        MESSAGE_IS_OUT("they wait for what becomes of a message that went out, and would get it again"),
        /** A single message is on its way at once. */
        ONE_MESSAGE("their version is a single message, which is on its way"),
        /** They got something from the version that they were moved to. */
        GOT_SOMETHING("they got a message since they were moved");

        private final String words;

        Stay(String words) {
            this.words = words;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String words() {
            return words;
        }
    }

    /** What became of how many. */
    public record Tally(long moved, long ended, Map<Stay, Long> stay) {
        public static final Tally NONE = new Tally(0, 0, Map.of());

        public Tally {
            stay = Collections.unmodifiableMap(new TreeMap<>(stay));
        }

        public Tally plus(Tally other) {
            Map<Stay, Long> both = new TreeMap<>(stay);
            other.stay.forEach((why, count) -> both.merge(why, count, Long::sum));
            return new Tally(moved + other.moved, ended + other.ended, both);
        }

        public Tally oneMoved() {
            return new Tally(moved + 1, ended, stay);
        }

        public Tally oneEnded() {
            return new Tally(moved, ended + 1, stay);
        }

        public Tally oneStays(Stay why) {
            return plus(new Tally(0, 0, Map.of(why, 1L)));
        }
    }

    /** @param before the campaign's latest; null: this is its first */
    public static Relocation asked(
            String campaign,
            @Nullable Relocation before,
            int from,
            int to,
            SequencedMap<String, Target> steps,
            Others others,
            String by,
            Instant at) {
        return new Relocation(
                campaign,
                before == null ? 1 : before.number + 1,
                from,
                to,
                steps,
                others,
                0,
                by,
                at,
                null,
                before == null ? 0 : before.step + 1,
                Tally.NONE,
                false);
    }

    /** Brings back those whom this one moved, by a relocation of its own. */
    public Relocation undo(String who, Instant when) {
        return new Relocation(
                campaign,
                number + 1,
                to,
                from,
                Collections.emptyNavigableMap(),
                Others.STAY,
                number,
                who,
                when,
                null,
                step + 1,
                Tally.NONE,
                false);
    }

    /** Whether it can be taken back. */
    public boolean undoable() {
        return finished && undoes == 0 && tally.moved() > 0;
    }

    /**
     * A page was done.
     *
     * @param next where the next one begins; null: it was the last
     */
    public Relocation further(Tally more, @Nullable String next) {
        return new Relocation(
                campaign,
                number,
                from,
                to,
                steps,
                others,
                undoes,
                by,
                at,
                next,
                step + 1,
                tally.plus(more),
                next == null);
    }

    /** Where those go who stand at a step; null: nothing is said of them. */
    public @Nullable Target target(String at, boolean thereToo) {
        Target said = steps.get(at);
        if (said != null) {
            return said;
        }
        return to != from && to != 0 && thereToo ? new Target.Step(at) : others == Others.END ? new Target.Out() : null;
    }

    /** Whether it ends anybody. */
    public boolean ends() {
        return others == Others.END || steps.containsValue(new Target.Out());
    }

    /** Whether it moved somebody already, or brought them back. */
    public boolean moved(Run run) {
        Run.Moved moved = run.moved();
        return moved != null && moved.relocation() == number;
    }

    /** Whether it is about somebody. */
    public boolean concerns(Run run) {
        if (run.campaignVersion() != from || moved(run)) {
            return moved(run);
        }
        return undoes == 0 || (run.moved() != null && run.moved().relocation() == undoes);
    }
}
