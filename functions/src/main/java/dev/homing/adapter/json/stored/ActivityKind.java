package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.analytics.Counted;
import org.jspecify.annotations.Nullable;

/** What an item of the activity table is, as its attribute {@code kind} says. */
public final class ActivityKind {
    public static final String EVENT = "event";
    public static final String MARKER = "marker";
    public static final String RUN = "run";
    public static final String MESSAGE = "message";

    /** A message as it is first claimed. It counts nothing yet, so the stream does not wake anybody for it. */
    public static final String CLAIM = "claim";

    public static final String TOKEN = "token";
    public static final String ORDER = "order";

    /** Of every order, attributed or not. */
    public static final String ORDER_RECORD = "order-record";

    public static final String ORDER_MARK = "order-mark";
    public static final String HELD = "held";
    public static final String REJECTED = "rejected";

    public static final String CONVERSATION = "conversation";
    public static final String SAID = "said";

    private ActivityKind() {}

    /**
     * An item of the table's stream, as far as it counts.
     *
     * @param revision its attribute {@code v}
     * @param body its attribute {@code s}
     * @return null for kinds that do not count
     * @throws MalformedJson where the body is not of its kind
     */
    public static @Nullable Counted counted(String kind, long revision, String body) {
        return switch (kind) {
            case RUN -> new Counted.OfRun(RunCodec.read(revision, body));
            case MESSAGE, CLAIM -> new Counted.OfMessage(MessageCodec.read(revision, body));
            case ORDER -> new Counted.OfOrder(AttributedOrderCodec.read(revision, body));
            default -> null;
        };
    }
}
