package dev.homing.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two handlers at once, over all their schedules up to a number of switches: each runs in a thread of its own, and only one of them at a
 * time, until it has made as many calls to ports as its turn allows. Nothing is left to chance, so a schedule that fails, fails again.
 */
public final class Interleaving {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread[] threads = new Thread[2];
    private final boolean[] ended = new boolean[2];
    private final List<Integer> turns;
    private int turn;
    private int callsLeft;
    private @Nullable Throwable failure;

    /** What is told anew for each schedule. */
    public interface Story {
        /** Whose ports' calls are the moments at which the two may be switched. */
        Chaos chaos();

        void first();

        void second();

        /** Asserts what has to be true, whatever the schedule was. */
        void check();
    }

    private Interleaving(List<Integer> turns) {
        this.turns = turns;
        this.callsLeft = turns.getFirst();
    }

    /**
     * Tells a story once for each schedule: the first handler makes some calls, then the second some, and so on for as many turns, and then
     * both go on to their ends.
     *
     * @param switches how many turns are cut short
     * @return how many schedules there were
     */
    public static int all(int switches, Supplier<Story> stories) {
        return from(List.of(), switches, stories);
    }

    private static int from(List<Integer> before, int switches, Supplier<Story> stories) {
        if (before.size() == switches) {
            return 0;
        }
        int told = 0;
        for (int calls = 0; ; calls++) {
            List<Integer> turns = new ArrayList<>(before);
            turns.add(calls);
            boolean cutShort = told(turns, stories.get());
            told++;
            if (!cutShort) {
                return told;
            }
            told += from(turns, switches, stories);
        }
    }

    /** @return whether the last turn ended before its handler did */
    private static boolean told(List<Integer> turns, Story story) {
        Interleaving interleaving = new Interleaving(turns);
        boolean cutShort = interleaving.run(story);
        try {
            story.check();
        } catch (AssertionError wrong) {
            throw new AssertionError("After turns of " + turns + " calls: " + wrong.getMessage(), wrong);
        }
        return cutShort;
    }

    private boolean run(Story story) {
        story.chaos().beforeEachCall(this::call);
        threads[0] = Thread.ofPlatform().unstarted(() -> handler(0, story::first));
        threads[1] = Thread.ofPlatform().unstarted(() -> handler(1, story::second));
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        story.chaos().beforeEachCall(() -> {});
        if (failure != null) {
            throw new AssertionError("After turns of " + turns + " calls: " + failure, failure);
        }
        return turn >= turns.size();
    }

    private void handler(int me, Runnable what) {
        try {
            awaitTurn(me);
            what.run();
        } catch (RuntimeException | AssertionError wrong) {
            failure = wrong;
        } finally {
            lock.lock();
            try {
                ended[me] = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Called before each call to a port, by whoever makes it. */
    private void call() {
        int me = Thread.currentThread().equals(threads[0]) ? 0 : 1;
        lock.lock();
        try {
            if (turn < turns.size() && callsLeft-- == 0) {
                turn++;
                callsLeft = turn < turns.size() ? turns.get(turn) : 0;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        awaitTurn(me);
    }

    /** Turns alternate, and whoever has none goes on when the other has ended. */
    private void awaitTurn(int me) {
        lock.lock();
        try {
            while (turn % 2 != me && !ended[1 - me]) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
