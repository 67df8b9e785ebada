package dev.homing.app.observe;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventBus;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Placeholder;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.trigger.Start;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has a campaign started for a customer, by an event on the bus: it stands on their timeline, and counts once. */
public final class CallCampaign {
    private static final int HASH = 24;
    private static final int LONGEST_ID = 256;

    private final Campaigns campaigns;
    private final EventBus bus;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public CallCampaign(Campaigns campaigns, EventBus bus, Function<Map<String, @Nullable Object>, String> json) {
        this.campaigns = campaigns;
        this.bus = bus;
        this.json = json;
    }

    public sealed interface Result {
        /** @param run id of the run, unless the customer turns out to be another one, or the campaign does not start for them */
        record Called(String run, String messageId) implements Result {}

        record NoCampaign() implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}

        record Invalid(String field, String why) implements Result {}
    }

    /** Whether a write key is a server's. */
    public boolean isServer(@Nullable String writeKey) {
        return writeKey != null && campaigns.current().writeKeys().get(CollectEvents.hash(writeKey)) == Origin.SERVER;
    }

    /** What those sign with who do not send their key: its SHA-256 in hex. */
    public List<String> secrets() {
        return campaigns.current().writeKeys().entrySet().stream()
                .filter(key -> key.getValue() == Origin.SERVER)
                .map(Entry::getKey)
                .toList();
    }

    /**
     * @param call with {@code userId}, {@code anonymousId} or {@code email}, and {@code properties} for the messages
     * @param once the same call under the same key counts once; null: each counts
     */
    public Result call(String key, Facts call, @Nullable String once, Instant now) {
        Campaign campaign = campaigns.current().campaign(key);
        if (campaign == null) {
            return campaigns.draft(key) == null
                    ? new Result.NoCampaign()
                    : new Result.Refused("The campaign is a draft; activate it first");
        }
        if (!(campaign.trigger().start() instanceof Start.Called)) {
            return new Result.Refused(
                    "The campaign starts by itself, and by no call; give it a trigger of the type \"called\"");
        }
        if (!campaign.active()) {
            return new Result.Refused("The campaign is " + campaign.status().key() + " and starts nothing");
        }
        String userId = call.text("userId");
        String anonymousId = call.text("anonymousId");
        String email = EmailAddress.read(call.get("email"));
        String named = userId == null ? anonymousId : userId;
        if (named == null && email == null) {
            return new Result.Invalid(
                    "userId", "userId, anonymousId and email are missing; say for whom the campaign is to start");
        }
        if (named != null && (named.length() > LONGEST_ID || Placeholder.isId(named))) {
            return new Result.Invalid(
                    userId == null ? "anonymousId" : "userId",
                    "\"" + (named.length() > LONGEST_ID ? named.substring(0, 20) + "..." : named)
                            + "\" is nobody's id; send the shop's own id of the customer");
        }
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Map<String, @Nullable Object> properties =
                new LinkedHashMap<>(call.map("properties").values());
        properties.put("campaign", key);
        String who = named == null ? String.valueOf(email) : named;
        String messageId = "c-" + Hash.name(HASH, key, who, once == null ? at.toString() : "once " + once);
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("type", "track");
        event.put("event", OwnEvents.CAMPAIGN_CALLED);
        event.put("messageId", messageId);
        event.put("timestamp", at.toString());
        event.put("properties", properties);
        CustomerId customer;
        if (userId != null) {
            event.put("userId", userId);
            customer = CustomerId.ofUser(userId);
        } else if (anonymousId != null) {
            event.put("anonymousId", anonymousId);
            customer = CustomerId.ofAnonymous(anonymousId);
        } else {
            customer = CustomerId.ofEmail(String.valueOf(email));
        }
        if (email != null) {
            event.put("context", Map.of("traits", Map.of("email", email)));
        }
        bus.put(List.of(json.apply(event)), Origin.SERVER);
        String runKey = campaign.trigger().key();
        RunId run =
                RunId.of(customer, key, RunKey.of(runKey == null ? null : new Facts(properties).textAt(runKey)), at);
        return new Result.Called(run.toString(), messageId);
    }
}
