package dev.homing.app.campaign;

import dev.homing.app.observe.CollectEvents;
import dev.homing.app.port.Campaigns;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.function.Supplier;

/** Makes write keys. A key is told once, to whoever asked for it: what is kept is its hash. */
public final class IssueWriteKey {
    private final Campaigns campaigns;
    private final Supplier<String> random;

    /** @param random texts that nobody can guess, of characters that need no encoding in an address or a header */
    public IssueWriteKey(Campaigns campaigns, Supplier<String> random) {
        this.campaigns = campaigns;
        this.random = random;
    }

    /**
     * @param origin who will send with it
     * @return the key; what it begins with tells people which of the two kinds they have before them
     * @throws IllegalArgumentException for the bus, whose senders prove themselves to AWS
     */
    public String issue(Origin origin) {
        String key = prefix(origin) + random.get();
        campaigns.writeKey(CollectEvents.hash(key), origin);
        return key;
    }

    private static String prefix(Origin origin) {
        return switch (origin) {
            case BROWSER -> "hb_";
            case SERVER -> "hs_";
            case BUS -> throw new IllegalArgumentException("Who puts events on the bus needs no write key");
        };
    }
}
