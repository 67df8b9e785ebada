package dev.homing.lambda.telemetry;

/**
 * What CloudWatch is told of, in all: each costs 0.30 $ a month, and one that is kept by channel that much for each channel.
 *
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">CloudWatch's prices</a>
 */
public enum Metric {
    EVENTS_RECEIVED("EventsReceived", "Count", false),
    EVENTS_REJECTED("EventsRejected", "Count", false),
    RUNS_STARTED("RunsStarted", "Count", false),
    /** What was decided and put off, since another service throttled or failed. */
    OUTCOMES_DEFERRED("OutcomesDeferred", "Count", false),
    /** WhatsApp stopped a template, or warned of the number or the account. */
    WHATSAPP_WARNINGS("WhatsAppWarnings", "Count", false),
    MESSAGES_SENT("MessagesSent", "Count", true),
    MESSAGES_SKIPPED("MessagesSkipped", "Count", true),
    /** Refused by the provider for good, given up, or not known to have left. */
    MESSAGES_FAILED("MessagesFailed", "Count", true),
    /** To come again, as the provider throttled or somebody else was at it. */
    SENDS_PUT_OFF("SendsPutOff", "Count", true),
    /** From the decision, when the job was put into its queue, to the sending. */
    SEND_DELAY("SendDelay", "Milliseconds", true);

    private final String key;
    private final String unit;
    private final boolean byChannel;

    Metric(String key, String unit, boolean byChannel) {
        this.key = key;
        this.unit = unit;
        this.byChannel = byChannel;
    }

    String key() {
        return key;
    }

    /** As CloudWatch names units. */
    String unit() {
        return unit;
    }

    boolean byChannel() {
        return byChannel;
    }
}
