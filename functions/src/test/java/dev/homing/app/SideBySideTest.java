package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private final SideBySide three = SideBySide.of(3);

    @Test
    void worksAtTheSameTime() {
        CountDownLatch allAtIt = new CountDownLatch(3);
        three.each(List.of(1, 2, 3), _ -> {
            allAtIt.countDown();
            assertThat(await(allAtIt)).isTrue();
        });
    }

    @Test
    void doesEachOnce_moreThanItHasWorkers() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        three.each(IntStream.range(0, 50).boxed().toList(), done::add);
        assertThat(done).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void doesTheOthers_beforeItThrowsWhatOneThrew() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        assertThatThrownBy(() -> three.each(List.of(1, 2, 3), item -> {
                    if (item == 1) {
                        throw new IllegalArgumentException("one");
                    }
                    done.add(item);
                }))
                .hasRootCauseMessage("one");
        assertThat(done).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void keepsTheOrder_oneByOne() {
        List<Integer> done = new ArrayList<>();
        SideBySide.ONE_BY_ONE.each(List.of(3, 1, 2), done::add);
        assertThat(done).containsExactly(3, 1, 2);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
