package dev.homing.cli.cost;

import dev.homing.cli.cost.Measurements.Used;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a shop pays for a month.
 *
 * @param aws USD by service
 * @param providers USD by who brings the messages
 */
public record Month(Volumes volumes, SequencedMap<String, BigDecimal> aws, SequencedMap<String, BigDecimal> providers) {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(2_629_800);
    private static final double FULLEST = 10;
    private static final BigDecimal BYTES_OF_A_GB = BigDecimal.valueOf(1_000_000_000);

    /**
     * What happens in it.
     *
     * @param customers known, each with a profile
     * @param events put on the bus by the storefront
     * @param campaigns runs of campaigns of one message
     * @param journeys runs of journeys of three messages
     * @param emails sent, of both
     * @param whatsApps sent, of both
     * @param whatsAppPrice USD a message
     * @param texts sent by SMS, beside them
     * @param pushes sent as notifications, beside them; who brings them takes nothing for it
     */
    public record Volumes(
            long customers,
            long events,
            long campaigns,
            long journeys,
            long emails,
            long whatsApps,
            BigDecimal whatsAppPrice,
            Texts texts,
            long pushes) {
        /** Without any SMS and notifications. */
        public Volumes(
                long customers,
                long events,
                long campaigns,
                long journeys,
                long emails,
                long whatsApps,
                BigDecimal whatsAppPrice) {
            this(customers, events, campaigns, journeys, emails, whatsApps, whatsAppPrice, Texts.NONE, 0);
        }
    }

    /**
     * Messages by SMS, which are paid for by the segment.
     *
     * @param segments that a message has on average
     * @param price USD a segment
     */
    public record Texts(long sent, BigDecimal segments, BigDecimal price) {
        public static final Texts NONE = new Texts(0, BigDecimal.ONE, BigDecimal.ZERO);

        BigDecimal usd() {
            return price.multiply(segments).multiply(BigDecimal.valueOf(sent));
        }
    }

    /** How many emails and WhatsApp messages a journey of three sends, by the shares of its ways. */
    public record Messages(BigDecimal emails, BigDecimal whatsApps) {
        public static Messages ofAJourney(Assumptions assumptions) {
            Map<String, BigDecimal> shares = assumptions.journey().branches();
            BigDecimal third = shares.getOrDefault(Measurements.JOURNEY_NOBODY, BigDecimal.ZERO);
            BigDecimal second = third.add(shares.getOrDefault(Measurements.JOURNEY_SECOND, BigDecimal.ZERO));
            return new Messages(BigDecimal.ONE.add(third), second);
        }
    }

    public static Month of(Volumes volumes, Measurements measured, Prices prices, Assumptions assumptions) {
        SequencedMap<String, BigDecimal> providers = new LinkedHashMap<>();
        Prices.Price email = prices.providers().get("email");
        if (email != null) {
            providers.put(email.service(), email.of(BigDecimal.valueOf(volumes.emails)));
        }
        providers.put("WhatsApp", volumes.whatsAppPrice.multiply(BigDecimal.valueOf(volumes.whatsApps)));
        if (volumes.texts.sent > 0) {
            providers.put("SMS", volumes.texts.usd());
        }
        Usage usage = new Happening(volumes, measured, assumptions)
                .usage()
                .plus(kept(volumes, measured))
                .plus(idle(assumptions.idle()))
                .plus(metrics(volumes, assumptions.idle()));
        return new Month(volumes, prices.bill(usage, assumptions), providers);
    }

    /** A month of nothing: what polling, alarms and secrets cost. */
    public static Month ofNothing(Measurements measured, Prices prices, Assumptions assumptions) {
        return of(new Volumes(0, 0, 0, 0, 0, 0, BigDecimal.ZERO), measured, prices, assumptions);
    }

    public BigDecimal total() {
        return sum(aws).add(sum(providers));
    }

    public BigDecimal totalOfAws() {
        return sum(aws);
    }

    private static BigDecimal sum(Map<String, BigDecimal> bill) {
        return bill.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Profiles and states, which stay, twice: in the table and under point-in-time recovery. */
    private static Usage kept(Volumes volumes, Measurements measured) {
        BigDecimal gigabytes = measured.of(Measurements.CUSTOMER)
                .inBatches()
                .of("stored.bytes.customers")
                .multiply(BigDecimal.valueOf(volumes.customers))
                .divide(BYTES_OF_A_GB, MathContext.DECIMAL64);
        return Usage.of(Map.of("stored.gbMonths", gigabytes, "backup.gbMonths", gigabytes));
    }

    private static Usage idle(Assumptions.Idle idle) {
        BigDecimal polls = BigDecimal.valueOf((long) idle.queues() * idle.pollersOfAQueue())
                .multiply(SECONDS)
                .divide(BigDecimal.valueOf(idle.pollSeconds()), 0, RoundingMode.HALF_UP);
        return Usage.of(Map.of("sqs.requests", polls, "alarms", idle.alarms(), "secrets", idle.secrets()));
    }

    /** Each is paid for the hours in which it is reported. */
    private static Usage metrics(Volumes volumes, Assumptions.Idle idle) {
        return volumes.events > 0 ? Usage.of(Map.of("metrics", idle.metrics())) : Usage.NONE;
    }

    /** All that happens, in batches as full as it makes them. */
    private record Happening(Volumes volumes, Measurements measured, Assumptions assumptions) {
        Usage usage() {
            Assumptions.Month month = assumptions.month();
            Used event = measured.of(Measurements.EVENT);
            double journeys = (double) volumes.journeys;
            double armed = journeys * month.armedForAStart().doubleValue();
            double happened = (double) volumes.events;
            double campaigns = (double) volumes.campaigns;
            double messages = (double) (volumes.emails + volumes.whatsApps + volumes.texts.sent + volumes.pushes);
            double visits =
                    (double) volumes.customers * month.visitsOfACustomer().doubleValue();
            // Nobody comes more often than there are events.
            double firsts = Math.min(visits, happened);
            Usage events = batched(event.times(happened), happened)
                    .plus(batched(
                            measured.of(Measurements.EVENT_OF_A_NEW_DAY)
                                    .minus(event)
                                    .times(firsts),
                            happened))
                    .plus(batched(
                            measured.of(Measurements.EVENT_ARMS).minus(event).times(armed), happened))
                    .plus(batched(measured.of(Measurements.FIRES_EARLY).times(armed), armed));
            Usage runs = batched(measured.campaign(Measurements.DELAYED).times(campaigns), campaigns)
                    .plus(batched(
                            measured.journey(assumptions.journey().branches()).times(journeys), journeys));
            Used reactions = measured.of(Measurements.OPENED)
                    .times(month.messagesOpened().doubleValue())
                    .plus(measured.of(Measurements.CLICKED)
                            .times(month.messagesClicked().doubleValue()))
                    .plus(measured.of(Measurements.ORDER)
                            .minus(event)
                            .times(month.messagesThatBringAnOrder().doubleValue()));
            return events.plus(runs)
                    .plus(batched(measured.message().plus(reactions).times(messages), messages));
        }

        /** Between alone and in full batches: what is paid by the batch is shared by those who come within its time. */
        private Usage batched(Used used, double aMonth) {
            double within = aMonth / SECONDS.doubleValue() * assumptions.month().secondsOfABatch();
            double batch = Math.clamp(1 + within, 1, FULLEST);
            double alone = (1 / batch - 1 / FULLEST) / (1 - 1 / FULLEST);
            return used.inBatches().times(1 - alone).plus(used.alone().times(alone));
        }
    }
}
