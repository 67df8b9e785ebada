package dev.homing.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.state.Caps.Answer;
import dev.homing.domain.state.Caps.Limit;
import dev.homing.domain.state.Caps.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static MessageId message(int number) {
        return new MessageId(new CustomerId("c1"), "m" + number);
    }

    private static Wish email(int number, int perDay) {
        return new Wish(message(number), Channel.EMAIL, "offers", perDay, 50, Duration.ZERO, List.of());
    }

    private static Wish of(String campaign, int number, Channel channel, Limit... limits) {
        return new Wish(message(number), channel, campaign, 10, 50, Duration.ZERO, List.of(limits));
    }

    private static Wish ranked(String campaign, int number, int priority) {
        return new Wish(message(number), Channel.EMAIL, campaign, 10, priority, WINDOW, List.of());
    }

    private static @Nullable Caps with(Caps caps, Wish wish, Instant at) {
        return caps.ask(wish, at) instanceof Answer.Placed(Caps placed) ? placed : null;
    }

    private static Caps placed(Caps caps, Wish wish, Instant at) {
        return ((Answer.Placed) caps.ask(wish, at)).caps();
    }

    private static Caps full(int most) {
        Caps caps = Caps.NONE;
        for (int i = 0; i < most; i++) {
            caps = placed(caps, email(i, most), START.plusSeconds(i));
        }
        return caps;
    }

    @Test
    void hasAPlaceForSoMany_onEachChannel() {
        Caps caps = full(5);
        Instant now = START.plusSeconds(9);
        assertThat(caps.ask(email(9, 5), now)).isEqualTo(new Answer.DayIsFull());
        assertThat(with(caps, of("offers", 9, Channel.WHATSAPP), now)).isNotNull();
    }

    @Test
    void givesAMessageOnePlace_howeverOftenItAsks() {
        Caps caps = full(5);
        assertThat(with(caps, email(4, 5), START.plusSeconds(60))).isEqualTo(caps);
    }

    @Test
    void takesAPlaceBack() {
        Caps caps = full(5).without(Channel.EMAIL, message(2), "offers");
        assertThat(with(caps, email(9, 5), START.plusSeconds(9))).isNotNull();
        assertThat(caps.without(Channel.EMAIL, message(2), "offers")).isEqualTo(caps);
        assertThat(caps.without(Channel.WHATSAPP, message(3), "offers")).isEqualTo(caps);
    }

    /** As a direct count of what was sent says it, at any moment. */
    @Test
    void neverLetsMoreThroughWithinAnyDay_norFewer() {
        Random random = new Random(5);
        Caps caps = Caps.NONE;
        List<Instant> sent = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusSeconds(random.nextInt(20_000));
            Instant dayBefore = now.minus(Duration.ofHours(24));
            long recent = sent.stream().filter(at -> at.isAfter(dayBefore)).count();
            Caps after = with(caps, email(i, 3), now);
            assertThat(after != null).isEqualTo(recent < 3);
            if (after != null) {
                caps = after;
                sent.add(now);
            }
            assertThat(caps.places().getOrDefault(Channel.EMAIL, List.of()).size())
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void countsBoth_whereTwoTurnOutToBeOne() {
        Caps other = placed(Caps.NONE, email(7, 5), START);
        Caps both = full(4).merged(other);
        assertThat(with(both, email(9, 5), START.plusSeconds(9))).isNull();
        assertThat(both.merged(other)).isEqualTo(both);
    }

    /** As a direct count says it, over two campaigns and channels, one of which has a limit of its own. */
    @Test
    void keepsTheLimitsOfACampaign_atAnyMoment() {
        Limit twoAWeek = new Limit(null, 2, Duration.ofDays(7));
        Limit oneSmsAMonth = new Limit(Channel.SMS, 1, Duration.ofDays(30));
        record Sent(String campaign, Channel channel, Instant at) {}
        Random random = new Random(6);
        List<Sent> sent = new ArrayList<>();
        Caps caps = Caps.NONE;
        Instant now = START;
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusSeconds(random.nextInt(100_000));
            String campaign = random.nextInt(3) == 0 ? "news" : "offers";
            Channel channel = random.nextBoolean() ? Channel.EMAIL : Channel.SMS;
            boolean limited = campaign.equals("offers");
            Instant at = now;
            long week = sent.stream()
                    .filter(each ->
                            each.campaign().equals("offers") && each.at().isAfter(at.minus(twoAWeek.within())))
                    .count();
            long month = sent.stream()
                    .filter(each -> each.campaign().equals("offers")
                            && each.channel() == Channel.SMS
                            && each.at().isAfter(at.minus(oneSmsAMonth.within())))
                    .count();
            Wish wish = limited ? of(campaign, i, channel, twoAWeek, oneSmsAMonth) : of(campaign, i, channel);
            boolean allowed = !limited || (week < 2 && (channel != Channel.SMS || month < 1));
            Caps after = with(caps, wish, now);
            assertThat(after != null).as("message %d at %s", i, now).isEqualTo(allowed);
            if (after != null) {
                caps = after;
                sent.add(new Sent(campaign, channel, now));
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void givesBackThePlaceUnderACampaignsLimit() {
        Limit one = new Limit(null, 1, Duration.ofDays(7));
        Caps caps = placed(Caps.NONE, of("offers", 1, Channel.EMAIL, one), START);
        assertThat(caps.ask(of("offers", 2, Channel.EMAIL, one), START.plusSeconds(1)))
                .isEqualTo(new Answer.LimitReached(one));
        assertThat(with(
                        caps.without(Channel.EMAIL, message(1), "offers"),
                        of("offers", 2, Channel.EMAIL, one),
                        START.plusSeconds(1)))
                .isNotNull();
    }

    /** Other campaigns' places make room before those that a limit still needs. */
    @Test
    void forgetsFirstWhatWouldBeForgottenFirst() {
        Limit one = new Limit(null, 1, Duration.ofDays(90));
        Limit many = new Limit(null, 10, Duration.ofHours(2));
        Caps caps = placed(Caps.NONE, of("rare", 0, Channel.EMAIL, one), START);
        for (int i = 1; i <= 100; i++) {
            caps = placed(caps, of("often-" + i, i, Channel.EMAIL, many), START.plus(Duration.ofHours(3L * i)));
        }
        assertThat(caps.ask(of("rare", 999, Channel.EMAIL, one), START.plus(Duration.ofDays(30))))
                .isEqualTo(new Answer.LimitReached(one));
    }

    @Test
    void yieldsToACampaignThatComesFirst_forTheWindow() {
        Caps caps = placed(Caps.NONE, ranked("cart", 1, 10), START);
        assertThat(caps.ask(ranked("news", 2, 50), START.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        Answer.ComesAfter.class,
                        after -> assertThat(after.lead().campaign()).isEqualTo("cart"));
        assertThat(with(caps, ranked("other-cart", 3, 10), START.plusSeconds(60)))
                .as("of the same priority")
                .isNotNull();
        assertThat(with(caps, ranked("cart", 4, 50), START.plusSeconds(60)))
                .as("of the same campaign")
                .isNotNull();
        assertThat(with(caps, ranked("news", 5, 50), START.plus(WINDOW))).isNotNull();
        assertThat(with(caps.without(Channel.EMAIL, message(1), "cart"), ranked("news", 6, 50), START.plusSeconds(60)))
                .as("what went first did not leave after all")
                .isNotNull();
    }

    @Test
    void remembersWhatComesFirst_whereALessImportantOneFollows() {
        Caps caps = placed(Caps.NONE, ranked("news", 1, 50), START);
        caps = placed(caps, ranked("cart", 2, 10), START.plusSeconds(10));
        caps = placed(caps, ranked("cart-2", 3, 10), START.plusSeconds(20));
        assertThat(caps.ask(ranked("news", 4, 50), START.plusSeconds(30))).isInstanceOf(Answer.ComesAfter.class);
    }
}
