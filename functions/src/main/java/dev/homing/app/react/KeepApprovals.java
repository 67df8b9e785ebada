package dev.homing.app.react;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.template.Approval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what WhatsApp says of the shop's templates: one that it paused, rejected or disabled is not sent any more, until it is approved again.
 * What is told twice or too late changes nothing.
 */
public final class KeepApprovals {
    private final Campaigns campaigns;
    private final Tries tries;

    public KeepApprovals(Campaigns campaigns, Tries tries) {
        this.campaigns = campaigns;
        this.tries = tries;
    }

    /**
     * @param tellsStatus whether it is about the status, or about the quality
     * @return what is known by now; null where nothing was and nothing need be
     */
    public @Nullable Approval told(Approval told, boolean tellsStatus) {
        return tries.until("The template " + told.key(), () -> {
                    Configuration latest = campaigns.latest();
                    Approval before = latest.groups().approvals().get(told.key());
                    Approval after = told.after(before, tellsStatus);
                    boolean nothingNew =
                            before == null ? after.usual() : told.at().isBefore(before.at()) || after.equals(before);
                    if (nothingNew) {
                        return Optional.<Approval>ofNullable(before);
                    }
                    return campaigns.save(after, latest.number()) ? Optional.of(after) : null;
                })
                .orElse(null);
    }
}
