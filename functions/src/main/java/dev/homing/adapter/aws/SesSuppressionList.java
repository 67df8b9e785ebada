package dev.homing.adapter.aws;

import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.ListSuppressedDestinationsResponse;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/** The account's suppression list at SES. It may be asked once a second. */
public final class SesSuppressionList implements ProviderSuppressions {
    private static final int PAGE = 1_000;

    private final SesV2Client ses;

    public SesSuppressionList(SesV2Client ses) {
        this.ses = ses;
    }

    @Override
    public Page since(Instant since, @Nullable String after) {
        ListSuppressedDestinationsResponse found;
        try {
            found = ses.listSuppressedDestinations(
                    request -> request.startDate(since).nextToken(after).pageSize(PAGE));
        } catch (TooManyRequestsException throttled) {
            throw new Unavailable("SES is asked for its suppression list too often", throttled);
        }
        List<Refused> refused = new ArrayList<>();
        found.suppressedDestinationSummaries()
                .forEach(one -> refused.add(new Refused(
                        one.emailAddress(),
                        one.reason() == SuppressionListReason.COMPLAINT ? Why.COMPLAINED : Why.BOUNCED,
                        one.lastUpdateTime())));
        return new Page(refused, found.nextToken());
    }

    @Override
    public void remove(String address) {
        try {
            ses.deleteSuppressedDestination(request -> request.emailAddress(address));
        } catch (NotFoundException free) {
            // As wanted.
        } catch (TooManyRequestsException throttled) {
            throw new Unavailable("SES is asked to change its suppression list too often", throttled);
        }
    }
}
