package dev.homing.app.port;

import dev.homing.domain.id.Group;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is done to every member of an audience or a list, a page at a time, and how far each of these walks has come. */
public interface MemberWalks {
    /** What is done to a member. */
    sealed interface Purpose {
        /** They are put on a list. */
        record Freeze(String list) implements Purpose {}

        /** A destination is told of them. */
        record Fill(String destination) implements Purpose {}

        /** A destination is gone: what it knew is forgotten. */
        record Untell(String destination) implements Purpose {}

        /** The group is gone: the customer's state forgets it. */
        record Forget() implements Purpose {}

        /** The group is gone, and no state knows it any more: its members are removed. */
        record Empty() implements Purpose {}
    }

    /**
     * @param name one at a time has it
     * @param since when it was asked for
     * @param place where the next page begins; null: the first
     * @param step how many pages were done: a page that is asked for twice is done once
     * @param done members
     */
    record MemberWalk(
            String name,
            Group group,
            Purpose purpose,
            Instant since,
            @Nullable String place,
            int step,
            long done,
            boolean finished) {
        /** @param before the one that had the name; null: none */
        public static MemberWalk begun(
                String name, Group group, Purpose purpose, Instant since, @Nullable MemberWalk before) {
            return new MemberWalk(name, group, purpose, since, null, before == null ? 0 : before.step + 1, 0, false);
        }

        public static String freezing(String list) {
            return "freeze#" + list;
        }

        public static String removing(Group group) {
            return "remove#" + group.kind().key() + "#" + group.key();
        }

        public static String filling(String audience, String destination) {
            return "fill#" + audience + "#" + destination;
        }

        /** A page was done; where the next one begins, null: it was the last. */
        public MemberWalk further(int more, @Nullable String next) {
            return new MemberWalk(name, group, purpose, since, next, step + 1, done + more, next == null);
        }

        public MemberWalk ended() {
            return further(0, null);
        }

        /** Its members are walked through once more. */
        public MemberWalk then(Purpose other) {
            return new MemberWalk(name, group, other, since, null, step + 1, done, false);
        }
    }

    /** By a strongly consistent read; null where there never was one of this name. */
    @Nullable
    MemberWalk find(String name);

    /**
     * @param before in the place of which it is stored; null: there is none
     * @return false where there is another one
     */
    boolean save(MemberWalk walk, @Nullable MemberWalk before);
}
