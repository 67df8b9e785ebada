package dev.homing.app.care;

import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.react.SuppressAddress;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what came onto the email provider's own list, such as by what other programs of the account send: what is on it would not be delivered,
 * and would hurt the shop's standing. What an admin reactivated since stays so.
 */
public final class ReconcileSuppressions {
    /** Looked at each day, so that days on which this could not run are made up for. */
    private static final Duration LOOKS_BACK = Duration.ofDays(7);

    private final ProviderSuppressions provider;
    private final SuppressAddress suppressAddress;
    private final OutcomeQueue outcomeQueue;

    public ReconcileSuppressions(
            ProviderSuppressions provider, SuppressAddress suppressAddress, OutcomeQueue outcomeQueue) {
        this.provider = provider;
        this.suppressAddress = suppressAddress;
        this.outcomeQueue = outcomeQueue;
    }

    public void daily(Instant now) {
        outcomeQueue.enqueue(new Job.Reconcile(now.minus(LOOKS_BACK), null));
    }

    /** @param after where the page begins; null: the first */
    public void page(Instant since, @Nullable String after) {
        ProviderSuppressions.Page page = provider.since(since, after);
        for (ProviderSuppressions.Refused refused : page.refused()) {
            Reason said = refused.why() == Why.BOUNCED ? Reason.of(Reason.Code.ON_ACCOUNT_LIST) : null;
            suppressAddress.unlessItStands(
                    AddressKey.of(Channel.EMAIL, refused.address()),
                    refused.address(),
                    refused.why(),
                    refused.at(),
                    said);
        }
        if (page.next() != null) {
            outcomeQueue.enqueue(new Job.Reconcile(since, page.next()));
        }
    }
}
