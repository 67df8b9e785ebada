package dev.homing.app.send;

import dev.homing.app.customer.CustomerLookup;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Suppressions;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Answer;
import dev.homing.domain.condition.Evaluator;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.decide.Precedence;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import dev.homing.domain.template.Approval;
import dev.homing.domain.trigger.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked right before every message: may it still go out, and where to. */
final class SendGuard {
    private final CustomerLookup lookup;
    private final Profiles profiles;
    private final Suppressions suppressions;
    private final OrderBook orderBook;

    SendGuard(CustomerLookup lookup, Profiles profiles, Suppressions suppressions, OrderBook orderBook) {
        this.lookup = lookup;
        this.profiles = profiles;
        this.suppressions = suppressions;
        this.orderBook = orderBook;
    }

    sealed interface Verdict {
        /**
         * @param state of whoever the run's customer turned out to be
         * @param known what is known of the address
         * @param vouched whether the shop's own servers said that it is the customer's
         */
        record Send(CustomerState state, Profile profile, Cart cart, String address, Suppression known, boolean vouched)
                implements Verdict {}

        /** The campaign is paused: keep it. */
        record Hold() implements Verdict {}

        /** Not in these hours, or not before it is known what a campaign does that comes first: again after that. */
        record Later(Instant at) implements Verdict {}

        /** This message does not go out; the flow goes on. */
        record Skip(Reason reason) implements Verdict {}

        /**
         * Nothing of this run goes out any more.
         *
         * @param reason why
         * @param closes whether the run is to be closed with it; it is closed, or about to be, otherwise
         */
        record Exit(Reason reason, boolean closes) implements Verdict {}
    }

    Verdict ask(
            Run run,
            Node.Message node,
            Channel channel,
            Campaign.Version version,
            Configuration configuration,
            Instant now) {
        Campaign campaign = configuration.campaign(run.campaign());
        if (!run.open()) {
            return new Verdict.Exit(closed(run), false);
        }
        if (campaign == null || campaign.status() == Campaign.Status.ENDED) {
            return exit(Reason.of(Code.CAMPAIGN_ENDED));
        }
        if (campaign.launches().stopped().contains(RunKey.broadcast(run.key()))) {
            return exit(Reason.of(Code.BROADCAST_STOPPED));
        }
        CustomerState state = lookup.resolve(run.id().customer(), now);
        Verdict ended = ending(state, run);
        if (ended != null) {
            return ended;
        }
        Subject subject = new Subject(
                state,
                () -> profiles.load(state.id()),
                RunKey.named(run.key()),
                run.event(),
                configuration.defaults(),
                now);
        if (Evaluator.ask(version.trigger().everyMessage().condition(), subject)
                instanceof Answer.Fails(Reason because)) {
            return exit(because);
        }
        if (now.isAfter(run.since()
                .plus(version.flow().longest(run.since()))
                .plus(campaign.pauses().within(run.since(), now)))) {
            return exit(Reason.of(Code.TOO_LATE));
        }
        if (campaign.status() != Campaign.Status.ACTIVE) {
            return new Verdict.Hold();
        }
        if (node.id().equals(run.leg().from())
                && campaign.pauses().at(run.since())
                && campaign.pauses().resumed(run.since()) == Resume.SKIP_OVERDUE) {
            return new Verdict.Skip(Reason.of(Code.OVERDUE_IN_PAUSE));
        }
        Profile profile = profiles.load(state.id());
        Reason ordered = orderedElsewhere(run, version.trigger(), state, profile);
        if (ordered != null) {
            return exit(ordered);
        }
        Verdict reachable = reachable(state, profile, run, channel, version, configuration.shop());
        if (reachable instanceof Verdict.Skip(Reason why) && saidNoToTheRest(profile, node, version)) {
            return exit(why);
        }
        Reason stopped = stopped(configuration.approval(version.template(node.template(channel))));
        if (stopped != null && reachable instanceof Verdict.Send) {
            return new Verdict.Skip(stopped);
        }
        if (version.transactional() || !(reachable instanceof Verdict.Send)) {
            return reachable;
        }
        Instant later = quietUntil(profile, configuration, now);
        if (later == null) {
            later = Precedence.waitsUntil(state, () -> profile, campaign, configuration, now);
        }
        return later == null ? reachable : new Verdict.Later(later);
    }

    /** Why WhatsApp would not take it; null where it would, as far as it said. */
    private static @Nullable Reason stopped(@Nullable Approval approval) {
        if (approval == null) {
            return null;
        }
        Code code =
                switch (approval.status()) {
                    case APPROVED -> null;
                    case REJECTED -> Code.TEMPLATE_REJECTED;
                    case PAUSED -> Code.TEMPLATE_PAUSED;
                    case DISABLED -> Code.TEMPLATE_DISABLED;
                    case DELETED -> Code.TEMPLATE_DELETED;
                };
        return code == null ? null : Reason.of(code).withDetails(approval.details());
    }

    /** A guest who orders may be another customer to the shop than whoever left the cart: the address or the cart's name tells. */
    private @Nullable Reason orderedElsewhere(Run run, Trigger trigger, CustomerState state, Profile profile) {
        EventPattern ends = trigger.start().ends();
        if (ends == null || !ends.names().contains(EventNames.ORDER_COMPLETED)) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        String email = profile.address(Channel.EMAIL);
        if (email != null) {
            keys.add(OrderMark.email(email));
        }
        if (!run.key().isEmpty() && OrderMark.namesCart(trigger.key())) {
            keys.add(OrderMark.cart(run.key()));
        }
        if (keys.isEmpty()) {
            return null;
        }
        for (OrderMark mark : orderBook.marks(keys)) {
            // What the customer's own orders mean is in their state.
            boolean own = mark.customer().equals(state.id()) || state.absorbed().contains(mark.customer());
            if (!own && !mark.at().isBefore(run.triggeredAt()) && trigger.isEndedBy(mark, run.key())) {
                return Reason.of(Code.ORDERED, "at", Reason.at(mark.at()));
            }
        }
        return null;
    }

    /** Whoever said no to every channel on which anything could still come is led out of the flow. */
    private static boolean saidNoToTheRest(Profile profile, Node.Message node, Campaign.Version version) {
        List<Node.Message> rest = version.flow().messagesFrom(node.id());
        return !version.transactional()
                && rest.size() > 1
                && rest.stream()
                        .flatMap(message -> message.channels().stream())
                        .allMatch(channel -> profile.consents()
                                        .on(channel, version.rules().topic())
                                        .state()
                                == Consent.State.UNSUBSCRIBED);
    }

    private static @Nullable Instant quietUntil(Profile profile, Configuration configuration, Instant now) {
        QuietHours hours = configuration.shop().quietHours();
        return hours == null ? null : hours.end(now, configuration.zoneOf(profile));
    }

    private Verdict reachable(
            CustomerState state, Profile profile, Run run, Channel channel, Campaign.Version version, Shop shop) {
        boolean asks = version.transactional() && version.trigger().asksToConfirm(channel);
        // It may go to a stranger: whoever asks them to confirm tells them nothing of the customer.
        Cart cart = asks ? Cart.empty(run.triggeredAt()) : state.carts().cart(RunKey.named(run.key()));
        String address = profile.address(channel);
        if (address == null) {
            return new Verdict.Skip(Reason.of(
                    switch (profile.unreachable(channel, shop.country())) {
                        case NOT_KNOWN ->
                            switch (channel) {
                                case EMAIL -> Code.NO_EMAIL;
                                case WHATSAPP, SMS -> Code.NO_PHONE;
                                case PUSH -> Code.NO_DEVICE;
                            };
                        case UNREADABLE ->
                            switch (channel) {
                                case EMAIL -> Code.EMAIL_UNREADABLE;
                                case WHATSAPP, SMS -> Code.PHONE_UNREADABLE;
                                case PUSH -> Code.NO_DEVICE;
                            };
                        case NO_COUNTRY -> Code.PHONE_WITHOUT_COUNTRY;
                    }));
        }
        String topic = version.rules().topic();
        boolean vouched = profile.vouched(channel);
        Reason untold = vouched ? null : untold(run, channel, version, shop, cart, asks);
        if (untold != null) {
            return new Verdict.Skip(untold);
        }
        Reason unwanted =
                version.transactional() ? null : profile.consents().refusal(channel, topic, shop.policy(channel));
        if (unwanted != null) {
            return new Verdict.Skip(unwanted);
        }
        // Last, as it is one more read.
        Suppression known = suppressions.of(AddressKey.of(channel, address));
        Suppression.Standing refused =
                known.refuses(version.transactional(), profile.consents().on(channel, topic));
        return refused == null
                ? new Verdict.Send(state, profile, cart, address, known, vouched)
                : new Verdict.Skip(refused.reason());
    }

    /** Why a message does not go to an address that anyone can have stated; null where it may. */
    private static @Nullable Reason untold(
            Run run, Channel channel, Campaign.Version version, Shop shop, Cart cart, boolean asks) {
        if (version.transactional() && !asks) {
            return Reason.of(Code.ADDRESS_NOT_VOUCHED);
        }
        boolean costly =
                switch (channel) {
                    case EMAIL, WHATSAPP, PUSH -> false;
                    // There are those who make up numbers only to be paid for what is sent to them.
                    case SMS -> true;
                };
        if (costly) {
            return Reason.of(Code.NO_SMS_TO_BROWSERS_ADDRESS);
        }
        if (!asks && (run.vouched() || cart.trusted())) {
            return Reason.of(Code.NOT_FOR_BROWSERS_ADDRESS);
        }
        return shop.browsers().messagesPerWeek() == 0 ? Reason.of(Code.BROWSERS_ADDRESSES_OFF) : null;
    }

    /** An ending that was decided and may not have reached the run's item yet. */
    private static @Nullable Verdict ending(CustomerState state, Run run) {
        for (Outcome outcome : state.pending()) {
            if (outcome instanceof Outcome.EndRun end && end.run().equals(run.id())) {
                return exit(end.why());
            }
            if (outcome instanceof Outcome.Convert convert && convert.run().equals(run.id())) {
                return new Verdict.Exit(Reason.of(Code.CONVERTED, "order", convert.order()), false);
            }
        }
        return null;
    }

    private static Reason closed(Run run) {
        if (run.convertedBy() != null) {
            return Reason.of(Code.CONVERTED, "order", run.convertedBy());
        }
        return run.endedBy() == null
                ? Reason.of(Code.RUN_COMPLETED)
                : Reason.of(Code.RUN_OVER).by(run.endedBy());
    }

    private static Verdict exit(Reason why) {
        return new Verdict.Exit(why, true);
    }
}
