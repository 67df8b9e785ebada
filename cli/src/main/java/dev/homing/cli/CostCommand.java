package dev.homing.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homing.cli.cost.Assumptions;
import dev.homing.cli.cost.Measurements;
import dev.homing.cli.cost.Month;
import dev.homing.cli.cost.Prices;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code homing cost}: what a shop of a size would pay for a month. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Says what a month costs on AWS at list price, by service, and what the providers of messages take.",
            "What each thing uses was measured; docs/cost.md has the table. Free tiers are not taken off."
        },
        sortOptions = false)
final class CostCommand implements Callable<Integer> {
    /** More than there are people: a typing error. */
    private static final long MOST = 100_000_000_000L;

    private final Prices prices = Prices.load();
    private final Assumptions assumptions = Assumptions.load();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--customers",
            paramLabel = "NUMBER",
            defaultValue = "10000",
            description = "Customers whose profiles are kept (default: ${DEFAULT-VALUE}).")
    private long customers;

    @Option(
            names = "--events",
            paramLabel = "NUMBER",
            description = "Events of the storefront, a month (default: 30 a customer).")
    private @Nullable Long events;

    @Option(
            names = "--campaigns",
            paramLabel = "NUMBER",
            description = "Starts of campaigns of one message, a month (default: one for two customers).")
    private @Nullable Long campaigns;

    @Option(
            names = "--journeys",
            paramLabel = "NUMBER",
            description = "Starts of journeys of three messages, a month (default: one for five customers).")
    private @Nullable Long journeys;

    @Option(
            names = "--emails",
            paramLabel = "NUMBER",
            description = "Emails sent, a month (default: what those campaigns and journeys send).")
    private @Nullable Long emails;

    @Option(
            names = "--whatsapp",
            paramLabel = "NUMBER",
            description = "WhatsApp messages sent, a month (default: what those journeys send).")
    private @Nullable Long whatsApps;

    @Option(
            names = "--country",
            paramLabel = "CODE",
            defaultValue = "DE",
            description =
                    "Where the customers' phone numbers are, as two letters, for WhatsApp's price (default: ${DEFAULT-VALUE}).")
    private String country = "DE";

    @Option(
            names = "--whatsapp-price",
            paramLabel = "USD",
            description = "What a WhatsApp message costs, in USD, in the place of the price of --country.")
    private @Nullable BigDecimal whatsAppPrice;

    @Option(
            names = "--sms",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "SMS sent, a month, beside emails and WhatsApp messages (default: ${DEFAULT-VALUE}).")
    private long sms;

    @Option(
            names = "--sms-segments",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Segments that an SMS has on average, each of which is paid for (default: ${DEFAULT-VALUE}).")
    private BigDecimal smsSegments = BigDecimal.ONE;

    @Option(
            names = "--sms-price",
            paramLabel = "USD",
            description = "What a segment costs, in USD, carrier fees included; it depends on country and number.")
    private @Nullable BigDecimal smsPrice;

    @Option(
            names = "--push",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description =
                    "Push notifications sent, a month, which nobody but AWS takes anything for (default: ${DEFAULT-VALUE}).")
    private long pushes;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Month month = Month.of(volumes(), Measurements.load(), prices, assumptions);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(asJson(month)));
        } else {
            print(month, out);
        }
        out.flush();
        return 0;
    }

    private Month.Volumes volumes() {
        Assumptions.Month usual = assumptions.month();
        long known = checked("--customers", customers);
        long runs = number("--campaigns", campaigns, of(known, usual.campaignsOfACustomer()));
        long ways = number("--journeys", journeys, of(known, usual.journeysOfACustomer()));
        Month.Messages each = Month.Messages.ofAJourney(assumptions);
        return new Month.Volumes(
                known,
                number("--events", events, of(known, usual.eventsOfACustomer())),
                runs,
                ways,
                number("--emails", emails, runs + of(ways, each.emails())),
                number("--whatsapp", whatsApps, of(ways, each.whatsApps())),
                priceOfWhatsApp(),
                texts(),
                checked("--push", pushes));
    }

    private Month.Texts texts() {
        if (smsSegments.compareTo(BigDecimal.ONE) < 0) {
            throw wrong("--sms-segments", "an SMS has 1 segment or more, not " + smsSegments);
        }
        if (smsPrice != null && smsPrice.signum() < 0) {
            throw wrong("--sms-price", "a price is 0 or more USD, not " + smsPrice);
        }
        if (sms > 0 && smsPrice == null) {
            throw wrong("--sms", "say what a segment costs by --sms-price; " + prices.sms());
        }
        return new Month.Texts(checked("--sms", sms), smsSegments, smsPrice == null ? BigDecimal.ZERO : smsPrice);
    }

    private BigDecimal priceOfWhatsApp() {
        if (whatsAppPrice != null) {
            if (whatsAppPrice.signum() < 0) {
                throw wrong("--whatsapp-price", "a price is 0 or more USD, not " + whatsAppPrice);
            }
            return whatsAppPrice;
        }
        Map<String, BigDecimal> known = prices.whatsApp().usd();
        BigDecimal price = known.get(country.toUpperCase(Locale.ROOT));
        if (price == null) {
            throw wrong(
                    "--country",
                    "no price is known for " + country + ", only for " + String.join(", ", known.keySet())
                            + "; say it by --whatsapp-price");
        }
        return price;
    }

    private long number(String option, @Nullable Long said, long usual) {
        return said == null ? usual : checked(option, said);
    }

    private long checked(String option, long number) {
        if (number < 0 || number > MOST) {
            throw wrong(option, "a number is 0 to " + MOST + ", not " + number);
        }
        return number;
    }

    private ParameterException wrong(String option, String why) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + why);
    }

    private static long of(long count, BigDecimal each) {
        return each.multiply(BigDecimal.valueOf(count))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private void print(Month month, PrintWriter out) {
        Month.Volumes volumes = month.volumes();
        out.printf(
                Locale.ROOT,
                "A month of %,d customers with %,d events, %,d campaigns of one message and %,d journeys of three,%n"
                        + "which send %,d emails, %,d WhatsApp messages, %,d SMS and %,d push notifications.%n%n",
                volumes.customers(),
                volumes.events(),
                volumes.campaigns(),
                volumes.journeys(),
                volumes.emails(),
                volumes.whatsApps(),
                volumes.texts().sent(),
                volumes.pushes());
        month.aws().forEach((service, usd) -> line(out, service, usd));
        line(out, "AWS", month.totalOfAws());
        out.println();
        month.providers().forEach((provider, usd) -> line(out, provider, usd));
        line(out, "All together", month.total());
        out.printf(
                Locale.ROOT,
                "%nUSD at the list prices of %s in %s, without free tiers. While nothing happens it is %s a month.%n",
                prices.asOf(),
                prices.region(),
                usd(Month.ofNothing(Measurements.load(), prices, assumptions).totalOfAws()));
        prices.providers()
                .values()
                .forEach(price ->
                        out.println(price.service() + ": " + price.usd().toPlainString() + " for "
                                + price.per().toPlainString() + " " + price.unit() + "."));
        out.println("WhatsApp: " + volumes.whatsAppPrice().toPlainString() + " a message"
                + (whatsAppPrice == null ? ", by " + prices.whatsApp().source() : "") + ".");
        if (volumes.texts().sent() > 0) {
            out.println("SMS: " + volumes.texts().price().toPlainString() + " a segment, "
                    + volumes.texts().segments().toPlainString() + " a message.");
        }
    }

    private static void line(PrintWriter out, String what, BigDecimal usd) {
        out.printf(Locale.ROOT, "  %-24s %,14.2f%n", what, usd);
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private SequencedMap<String, Object> asJson(Month month) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("asOf", prices.asOf());
        json.put("region", prices.region());
        json.put("currency", prices.currency());
        json.put("volumes", month.volumes());
        json.put("aws", rounded(month.aws()));
        json.put("providers", rounded(month.providers()));
        json.put("totalOfAws", cents(month.totalOfAws()));
        json.put("total", cents(month.total()));
        return json;
    }

    private static SequencedMap<String, BigDecimal> rounded(SequencedMap<String, BigDecimal> bill) {
        SequencedMap<String, BigDecimal> rounded = new LinkedHashMap<>();
        bill.forEach((name, usd) -> rounded.put(name, cents(usd)));
        return rounded;
    }

    private static BigDecimal cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP);
    }
}
