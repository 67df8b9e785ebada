package dev.homing.app.send;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.flow.Node;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What is asked right before every message: may it still go out, and where to. */
final class SendGuard {
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Suppressions suppressions;

    SendGuard(CustomerLookup lookup, Profiles profiles, Suppressions suppressions) {
        this.lookup = lookup;
        this.profiles = profiles;
        this.suppressions = suppressions;
    }

    sealed interface Verdict {
        record Send(Profile profile, Cart cart, String address) implements Verdict {}

        /** The campaign is paused: keep it. */
        record Hold() implements Verdict {}

        /** Not in these hours: again when they are over. */
        record Later(Instant at) implements Verdict {}

        /** This message does not go out; the flow goes on. */
        record Skip(String reason) implements Verdict {}

        /**
         * Nothing of this run goes out any more.
         *
         * @param why what the run is to be closed with; null where it is closed, or about to be, by what was decided
         */
        record Exit(String reason, @Nullable Reason why) implements Verdict {}
    }

    Verdict ask(Run run, Node.Message node, Campaign.Version version, Configuration configuration, Instant now) {
        Campaign campaign = configuration.campaign(run.campaign());
        if (!run.open()) {
            return new Verdict.Exit(closed(run), null);
        }
        if (campaign == null || campaign.status() == Campaign.Status.ENDED) {
            return exit(Reason.of(Code.CAMPAIGN_ENDED));
        }
        CustomerState state = lookup.resolve(run.id().customer(), now);
        Verdict ended = ending(state, run);
        if (ended != null) {
            return ended;
        }
        Cart cart = state.carts().cart(run.key());
        if (Evaluator.ask(version.trigger().everyMessage().condition(), new Subject(state, run.key()))
                instanceof Answer.Fails(Reason because)) {
            return exit(because);
        }
        if (now.isAfter(run.since()
                .plus(version.flow().longest())
                .plus(campaign.pauses().within(run.since(), now)))) {
            return exit(Reason.of(Code.TOO_LATE));
        }
        if (campaign.status() != Campaign.Status.ACTIVE) {
            return new Verdict.Hold();
        }
        Profile profile = profiles.load(state.id());
        Verdict reachable = reachable(profile, node.channel(), version, configuration.shop(), cart);
        Instant later = version.transactional() ? null : quietUntil(profile, configuration.shop(), now);
        return reachable instanceof Verdict.Send && later != null ? new Verdict.Later(later) : reachable;
    }

    private static @Nullable Instant quietUntil(Profile profile, Shop shop, Instant now) {
        QuietHours hours = shop.quietHours();
        ZoneId zone = profile.timeZone();
        return hours == null ? null : hours.end(now, zone == null ? shop.zone() : zone);
    }

    private Verdict reachable(Profile profile, Channel channel, Campaign.Version version, Shop shop, Cart cart) {
        String address = profile.address(channel);
        if (address == null) {
            return new Verdict.Skip(
                    switch (profile.unreachable(channel, shop.country())) {
                        case NOT_KNOWN ->
                            switch (channel) {
                                case EMAIL -> "no email address is known";
                                case WHATSAPP -> "no phone number is known";
                            };
                        case UNREADABLE ->
                            switch (channel) {
                                case EMAIL -> Reason.of(Code.EMAIL_UNREADABLE).clause();
                                case WHATSAPP ->
                                    Reason.of(Code.PHONE_UNREADABLE).clause();
                            };
                        case NO_COUNTRY -> Reason.of(Code.PHONE_WITHOUT_COUNTRY).clause();
                    });
        }
        Consent consent = profile.consent(channel);
        if (!version.transactional() && !consent.allows(shop.policy(channel))) {
            return new Verdict.Skip(
                    switch (consent.state()) {
                        case UNSUBSCRIBED -> "unsubscribed from " + channel.key();
                        case NOT_GIVEN, UNKNOWN, SUBSCRIBED -> "no consent to " + channel.key();
                    });
        }
        // Last, as it is one more read.
        Suppression.Standing refused =
                suppressions.of(AddressKey.of(channel, address)).refuses(version.transactional(), consent);
        if (refused != null) {
            return new Verdict.Skip(
                    switch (refused.why()) {
                        case BOUNCED, COMPLAINED -> "the address is set aside: " + refused.source();
                        case UNSUBSCRIBED, STOPPED -> "whoever has this address unsubscribed from " + channel.key();
                    });
        }
        return new Verdict.Send(profile, cart, address);
    }

    /** An ending that was decided and may not have reached the run's item yet. */
    private static @Nullable Verdict ending(CustomerState state, Run run) {
        for (Outcome outcome : state.pending()) {
            if (outcome instanceof Outcome.EndRun end && end.run().equals(run.id())) {
                return exit(end.why());
            }
            if (outcome instanceof Outcome.Convert convert && convert.run().equals(run.id())) {
                return new Verdict.Exit("ordered", null);
            }
        }
        return null;
    }

    private static String closed(Run run) {
        return switch (run.status()) {
            case CONVERTED -> "ordered";
            case COMPLETED -> "the run is completed";
            case EXITED, ACTIVE, SINGLE ->
                run.endedBy() == null ? "the run is over" : run.endedBy().clause();
        };
    }

    private static Verdict exit(Reason why) {
        return new Verdict.Exit(why.clause(), why);
    }
}
