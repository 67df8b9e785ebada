package dev.homing.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.cli.cost.Measurements.Used;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of what each thing costs, as Markdown, with the targets it is held to. */
public final class CostTable {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final String TYPICAL = "extra cost of a typical journey of three messages";
    private static final String COUNTRY = "Germany";
    private static final String WRITTEN = "dynamodb.write.";
    private static final BigDecimal MOST_WRITTEN_BY_AN_EVENT = new BigDecimal("2.5");
    private static final BigDecimal MOST_WRITTEN_BY_A_MESSAGE = BigDecimal.valueOf(5);

    private final Prices prices = Prices.load();
    private final Assumptions assumptions = Assumptions.load();
    private final Measurements measured;
    private final StringBuilder text = new StringBuilder();

    private CostTable(Measurements measured) {
        this.measured = measured;
    }

    public static String of(Measurements measured) {
        CostTable table = new CostTable(measured);
        table.write();
        return table.text.toString();
    }

    /** The few lines of it that the README has, and two shops' months. */
    public static String summary(Measurements measured) {
        CostTable table = new CostTable(measured);
        table.summarise();
        return table.text.toString();
    }

    private void summarise() {
        line("| one of each, times a million | when busy, $ | when quiet, $ |");
        line("|---|---:|---:|");
        for (Row row : rows()) {
            if (row.most != null || row.what.equals(TYPICAL)) {
                line("| " + row.what + " | " + million(row.used.inBatches()) + " | " + million(row.used.alone())
                        + " |");
            }
        }
        line("");
        line(
                "| a shop's month | AWS | with SES at 0.10 $ a thousand | with SES, and the second message of a journey on WhatsApp to "
                        + COUNTRY + " at " + whatsApp().toPlainString() + " $ |");
        line("|---|---:|---:|---:|");
        line("| nothing happens: polling, alarms, secrets | "
                + rounded(Month.ofNothing(measured, prices, assumptions).totalOfAws()) + " $ | | |");
        month(10_000);
        month(1_000_000);
    }

    private BigDecimal whatsApp() {
        return Objects.requireNonNull(prices.whatsApp().usd().get("DE"));
    }

    /** By email alone, and with WhatsApp: what that takes depends on the country, and is most of the bill. */
    private void month(long customers) {
        Assumptions.Month usual = assumptions.month();
        long campaigns = each(customers, usual.campaignsOfACustomer());
        long journeys = each(customers, usual.journeysOfACustomer());
        long events = each(customers, usual.eventsOfACustomer());
        Month.Messages messages = Month.Messages.ofAJourney(assumptions);
        long emails = campaigns + each(journeys, messages.emails().add(messages.whatsApps()));
        Month month = Month.of(
                new Month.Volumes(customers, events, campaigns, journeys, emails, 0, BigDecimal.ZERO),
                measured,
                prices,
                assumptions);
        long whatsApps = each(journeys, messages.whatsApps());
        Month withWhatsApp = Month.of(
                new Month.Volumes(customers, events, campaigns, journeys, emails - whatsApps, whatsApps, whatsApp()),
                measured,
                prices,
                assumptions);
        line(String.format(
                Locale.ROOT,
                "| %,d customers, %,d events, %,d one-message campaigns, %,d journeys, %,d messages | %,.2f $ | %,.2f $ | %,.2f $ |",
                customers,
                events,
                campaigns,
                journeys,
                emails,
                month.totalOfAws(),
                month.total(),
                withWhatsApp.total()));
    }

    private static long each(long count, BigDecimal share) {
        return share.multiply(BigDecimal.valueOf(count))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Fails where something costs, or writes, more than it may. */
    public static void assertTargets(Measurements measured) {
        CostTable table = new CostTable(measured);
        for (Row row : table.rows()) {
            table.assertAtMost(row.what, row.used.inBatches(), row.most);
            table.assertAtMost(row.what + ", alone", row.used.alone(), row.mostAlone);
        }
        for (String event : List.of(Measurements.EVENT, Measurements.EVENT_ARMS, Measurements.EVENT_MOVES)) {
            assertThat(measured.of(event).inBatches().sum(WRITTEN))
                    .as("units written by " + measured.what(event))
                    .isLessThanOrEqualTo(MOST_WRITTEN_BY_AN_EVENT);
        }
        assertThat(measured.message().inBatches().sum(WRITTEN))
                .as("units written by a message")
                .isLessThanOrEqualTo(MOST_WRITTEN_BY_A_MESSAGE);
    }

    private void assertAtMost(String what, Usage usage, @Nullable String most) {
        if (most != null) {
            assertThat(million(usage)).as(what).isLessThanOrEqualTo(new BigDecimal(most));
        }
    }

    private static String most(@Nullable String most) {
        return most == null ? "" : most;
    }

    /**
     * @param most USD a million; null where nothing is set
     */
    private record Row(
            String what,
            Used used,
            @Nullable String most,
            @Nullable String mostAlone) {}

    private List<Row> rows() {
        Used event = measured.of(Measurements.EVENT);
        Used message = measured.message();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("an event that no campaign uses", event, "3.1", "4.1"));
        rows.add(new Row(
                "extra cost of the first one of a customer's day",
                measured.of(Measurements.EVENT_OF_A_NEW_DAY).minus(event),
                "1.3",
                null));
        rows.add(new Row("the same by HTTP, one a request", measured.of(Measurements.EVENT_BY_HTTP), null, null));
        rows.add(new Row("an event that begins a delay", measured.of(Measurements.EVENT_ARMS), null, null));
        rows.add(new Row("an event that moves a delay", measured.of(Measurements.EVENT_MOVES), null, null));
        rows.add(new Row(
                "extra cost of a moved delay, at most once for each delay",
                measured.of(Measurements.FIRES_EARLY),
                null,
                null));
        rows.add(new Row(
                "an order that came from a message, event included", measured.of(Measurements.ORDER), null, null));
        rows.add(new Row("an email, delivery report included", message, "5.8", null));
        rows.add(new Row("... extra cost when it is opened", measured.of(Measurements.OPENED), null, null));
        rows.add(new Row("... extra cost when it is clicked", measured.of(Measurements.CLICKED), null, null));
        rows.add(new Row(
                "extra cost of starting a one-message campaign at once",
                measured.campaign(Measurements.AT_ONCE),
                "2.8",
                null));
        rows.add(
                new Row("extra cost of starting it after a delay", measured.campaign(Measurements.DELAYED), "5", null));
        rows.add(new Row("... event and message included", measured.of(Measurements.DELAYED), null, null));
        way(rows, "whose first message is opened", Measurements.JOURNEY_FIRST, null);
        way(rows, "whose customer orders after the first", Measurements.JOURNEY_ORDERED, null);
        way(rows, "whose second message is clicked", Measurements.JOURNEY_SECOND, null);
        way(rows, "that nobody opens, the most expensive way", Measurements.JOURNEY_NOBODY, "85.4");
        rows.add(new Row(TYPICAL, measured.journey(assumptions.journey().branches()), "62", null));
        Used whole = Used.NOTHING;
        for (Map.Entry<String, BigDecimal> share :
                assumptions.journey().branches().entrySet()) {
            whole = whole.plus(
                    measured.of(share.getKey()).times(share.getValue().doubleValue()));
        }
        rows.add(new Row("... messages and the ending event included", whole, null, null));
        return rows;
    }

    private void way(List<Row> rows, String words, String key, @Nullable String most) {
        rows.add(new Row("extra cost of a journey of three messages " + words, measured.journey(key), most, null));
        rows.add(new Row("... messages and the ending event included", measured.of(key), null, null));
    }

    private void write() {
        line("# What each thing costs");
        line("");
        line(
                "`CostTest` writes this page. It walks each thing on the emulator, with ten customers at the same moment (\"when busy\")");
        line(
                "and with one (\"when quiet\"), counts what AWS would put on the bill, and prices it. A number that grows needs a decision.");
        line("");
        line("US dollars for a million of each, at the list prices of " + prices.asOf() + " in " + prices.region()
                + ", without free tiers. What providers charge for a message is not included.");
        line("");
        line("| | when busy | target | when quiet | target | units written | storage |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (Row row : rows()) {
            BigDecimal batches = million(row.used.inBatches());
            BigDecimal alone = million(row.used.alone());
            line("| " + row.what + " | " + batches + " | " + most(row.most) + " | " + alone + " | "
                    + most(row.mostAlone)
                    + " | " + plain(row.used.inBatches().sum(WRITTEN)) + " | "
                    + rounded(by(row.used.inBatches(), Prices.STORAGE).multiply(MILLION))
                    + " |");
        }
        line("");
        reading();
        byService();
        idle();
        counts();
    }

    private void reading() {
        line("## How to read it");
        line("");
        line(
                "- When busy: a function gets ten messages at a time, which is the configured batch. When quiet: every message is received,");
        line("  handled and deleted by itself, and every change is counted by itself.");
        line(
                "- SQS: putting a message is one request, receiving a batch is one, and deleting a batch is one. Polling empty queues is");
        line("  part of the price of being idle.");
        line(
                "- Counters are included (table `analytics`): when busy, one write for each counter item and batch, however many changes.");
        line(
                "  The configuration is not included: a function reads it every few seconds, however much it handles meanwhile.");
        line("- Lambda on arm64, milliseconds billed for an invocation and for each message of its batch:");
        assumptions
                .lambda()
                .functions()
                .forEach((name, took) -> line("  " + name + " " + took.memoryMb() + " MB, " + took.invocation()
                        + " and " + took.item() + ";"));
        line("  " + assumptions.lambda().source());
        line("- Logs: the lines that an invocation and each of its messages write. "
                + assumptions.logs().source());
        line("- 10 ms more for each message, at 512 MB, cost 0.07 US dollars a million.");
        line(
                "- Step Functions bills a transition each time a step is executed. Three messages are three transitions, because a message, the");
        line("  wait for a reaction and the delay until the next message are one state.");
        line(
                "- The journey of three messages: a cart is left for half an hour; then an email, a day, a WhatsApp message, two days, an email.");
        line(
                "  Opening the first or clicking the second ends it. It begins when the delay is over; the event before it and its schedule");
        line("  are the row \"an event that begins a delay\".");
        line("- Extra cost: without " + million(measured.message().inBatches())
                + " for each message, and without the event or reaction that ends the journey.");
        line("- Storage: what stays in the table `activity` for the " + assumptions.daysKept()
                + " days that it is kept, paid month by month.");
        line("- Typical: " + shares() + ". " + assumptions.journey().source());
        line("");
    }

    private String shares() {
        List<String> shares = new ArrayList<>();
        assumptions
                .journey()
                .branches()
                .forEach((key, share) -> shares.add(measured.what(key) + " "
                        + share.movePointRight(2)
                                .setScale(0, RoundingMode.HALF_UP)
                                .toPlainString() + " %"));
        return String.join(", ", shares);
    }

    private void byService() {
        line("## By service");
        line("");
        List<String> services = prices.aws().values().stream()
                .map(Prices.Price::service)
                .filter(service ->
                        !service.equals(Prices.STORAGE) && rows().stream().anyMatch(row -> uses(row, service)))
                .distinct()
                .toList();
        line("| in full batches | " + String.join(" | ", services) + " |");
        line("|---|" + "---:|".repeat(services.size()));
        for (Row row : rows()) {
            SequencedMap<String, BigDecimal> bill = prices.bill(row.used.inBatches(), assumptions);
            line("| " + row.what + " | "
                    + String.join(
                            " | ",
                            services.stream()
                                    .map(service -> rounded(bill.getOrDefault(service, BigDecimal.ZERO)
                                                    .multiply(MILLION))
                                            .toPlainString())
                                    .toList())
                    + " |");
        }
        line("");
    }

    private boolean uses(Row row, String service) {
        return by(row.used.inBatches(), service).signum() > 0;
    }

    private void idle() {
        Month month = Month.ofNothing(measured, prices, assumptions);
        line("## While nothing happens");
        line("");
        line(rounded(month.totalOfAws()) + " USD a month:");
        line("");
        month.aws().forEach((service, usd) -> {
            if (usd.signum() > 0) {
                line("- " + service + " " + rounded(usd));
            }
        });
        Assumptions.Idle idle = assumptions.idle();
        line("");
        line(idle.queues() + " queues are asked by " + idle.pollersOfAQueue() + " pollers each, every "
                + idle.pollSeconds()
                + " seconds; there are " + idle.alarms() + " alarms and " + idle.secrets() + " secrets. "
                + idle.source() + " Storage is paid by what is stored, and " + idle.metrics()
                + " metrics, 0.30 USD each, by the hours in which something is reported.");
        line("");
    }

    private void counts() {
        line("## Counted");
        line("");
        line(
                "What one customer's share is of each walk; `lambda.items` are the messages or changes in the batches, `stored.bytes`");
        line("what stays in the tables.");
        for (String key : measured.walks().keySet()) {
            Used used = measured.of(key);
            line("");
            line("### " + measured.what(key));
            line("");
            line("| `" + key + "` | in full batches | alone |");
            line("|---|---:|---:|");
            SequencedSet<String> names =
                    new TreeSet<>(used.inBatches().amounts().keySet());
            names.addAll(used.alone().amounts().keySet());
            for (String name : names) {
                line("| " + name + " | " + plain(used.inBatches().of(name)) + " | "
                        + plain(used.alone().of(name)) + " |");
            }
        }
    }

    private BigDecimal by(Usage usage, String service) {
        return prices.bill(usage, assumptions).getOrDefault(service, BigDecimal.ZERO);
    }

    private BigDecimal million(Usage usage) {
        return rounded(prices.total(usage, assumptions).multiply(MILLION));
    }

    private static BigDecimal rounded(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
