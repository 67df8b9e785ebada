package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class RosterContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Instant EXPIRES = Instant.parse("2027-11-22T00:00:00Z");

    private final String campaign = Samples.unique("campaign");

    protected abstract Roster roster();

    /** Whose runs the roster lists. */
    protected abstract Runs runs();

    @Test
    void listsACampaignsRuns_newestStartFirst_eachOnce_howeverLargeThePages() {
        List<Run> saved = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Many start in the same millisecond.
            saved.add(save(run(NOW.plusMillis(i / 7))));
        }
        save(run(Samples.unique("campaign"), NOW));
        List<Run> expected = saved.stream()
                .sorted(Comparator.comparing(Roster::place).reversed())
                .toList();
        for (int limit : List.of(1, 7, 59, 60, 61, 100)) {
            assertThat(walk(Roster.Filter.ALL, limit, _ -> {}))
                    .as("by %d", limit)
                    .isEqualTo(expected);
        }
        assertThat(expected)
                .isSortedAccordingTo(Comparator.comparing(Run::startedAt).reversed());
    }

    @Test
    void filtersByVersionAndStatus() {
        Run first = save(run(NOW));
        Run left = save(saved(save(run(NOW.plusSeconds(1)))).exited(Reason.of(Reason.Code.ORDERED), NOW));
        Run moved = save(saved(save(run(NOW.plusSeconds(2)))).moved(2, new Leg(2, "email"), NOW, null));
        Run done = save(saved(save(run(NOW.plusSeconds(3)))).completed(NOW));

        assertThat(find(1)).containsExactly(done, left, first);
        assertThat(find(2)).containsExactly(moved);
        assertThat(find(3)).isEmpty();
        assertThat(find(null, Run.Status.EXITED)).containsExactly(left);
        assertThat(find(null, Run.Status.EXITED, Run.Status.COMPLETED)).containsExactly(done, left);
        assertThat(find(1, Run.Status.ACTIVE)).containsExactly(first);
        assertThat(find(null, Run.Status.CONVERTED)).isEmpty();
    }

    @Test
    void meetsEveryoneOnce_whileRunsStartAndEndBetweenThePages() {
        List<Run> saved = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            saved.add(save(run(NOW.plusSeconds(i))));
        }
        List<Run> met = walk(Roster.Filter.ALL, 4, page -> {
            save(run(NOW.plusSeconds(100 + page)));
            // Some that were met, some that were not.
            save(saved(saved.get(29 - page)).completed(NOW));
            save(saved(saved.get(page)).exited(Reason.of(Reason.Code.ORDERED), NOW));
        });
        assertThat(met)
                .extracting(Run::id)
                .containsExactlyElementsOf(
                        saved.reversed().stream().map(Run::id).toList());
        // As they were when their page was read: the seventh had been met before it ended.
        assertThat(met).filteredOn(run -> run.status() == Run.Status.EXITED).hasSize(6);
    }

    @Test
    void isEmpty_whereNothingStarted() {
        assertThat(roster().of(campaign, Roster.Filter.ALL, null, 10)).isEqualTo(new Roster.Page(List.of(), null));
    }

    private List<Run> find(@Nullable Integer version, Run.Status... statuses) {
        return walk(new Roster.Filter(version, Set.of(statuses)), 2, _ -> {});
    }

    private List<Run> walk(Roster.Filter filter, int limit, IntConsumer betweenPages) {
        List<Run> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 200; page++) {
            Roster.Page read = roster().of(campaign, filter, after, limit);
            assertThat(read.runs()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(read.runs());
            after = read.next();
            if (after == null) {
                return all;
            }
            betweenPages.accept(page);
        }
        throw new AssertionError("It never ends: " + after);
    }

    private Run save(Run run) {
        assertThat(runs().save(run, EXPIRES)).isTrue();
        return saved(run);
    }

    private Run saved(Run run) {
        return Objects.requireNonNull(runs().find(run.id()));
    }

    private Run run(Instant at) {
        return run(campaign, at);
    }

    /** Of a customer whom no other test uses. */
    protected static Run run(String campaign, Instant at) {
        return Run.started(
                RunId.of(Samples.customer(), campaign, "", at),
                campaign,
                1,
                "",
                at,
                at,
                Facts.NONE,
                false,
                new CountingBasis(ZoneId.of("Europe/Berlin"), at));
    }
}
