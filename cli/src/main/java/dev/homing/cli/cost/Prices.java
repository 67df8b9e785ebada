package dev.homing.cli.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * List prices of one day and region.
 *
 * @param asOf year and month
 * @param aws by the names of {@link Usage}, of which a price's is the beginning
 * @param providers of messages, by channel
 * @param sms where the prices of SMS stand, which differ by country, number and carrier
 */
public record Prices(
        String asOf,
        String region,
        String currency,
        String note,
        SequencedMap<String, Price> aws,
        SequencedMap<String, Price> providers,
        String sms,
        WhatsApp whatsApp) {
    /** The service whose price depends on the time. */
    public static final String STORAGE = "DynamoDB storage";

    private static final BigDecimal DAYS_OF_A_MONTH = new BigDecimal("30.4");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1_024);
    private static final BigDecimal BYTES_OF_A_GB = BigDecimal.valueOf(1_000_000_000);

    /** @param per how many units it is the price of */
    public record Price(String service, BigDecimal usd, BigDecimal per, String unit, String source) {
        public BigDecimal of(BigDecimal amount) {
            return usd.multiply(amount).divide(per, MathContext.DECIMAL64);
        }
    }

    /** @param usd a message, by the country of the customer's number (ISO 3166, two letters) */
    public record WhatsApp(String asOf, String unit, String source, SequencedMap<String, BigDecimal> usd) {}

    public static Prices load() {
        return Resource.read("prices.json", Prices.class);
    }

    /**
     * What a usage costs, in USD by service, in the order of the prices; with what it leaves in the activity table until it expires there.
     */
    public SequencedMap<String, BigDecimal> bill(Usage usage, Assumptions assumptions) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (String name : aws.keySet()) {
            amounts.put(name, usage.sum(name));
        }
        amounts.put("lambda.gbSeconds", gigabyteSeconds(usage, assumptions.lambda()));
        BigDecimal logged = weighted(
                        usage, "lambda.invocations.", assumptions.logs().invocation())
                .add(weighted(usage, "lambda.items.", assumptions.logs().item()));
        amounts.put("logs.gb", logged.divide(BYTES_OF_A_GB, MathContext.DECIMAL64));
        amounts.merge(
                "stored.gbMonths",
                usage.of("stored.bytes.activity")
                        .multiply(BigDecimal.valueOf(assumptions.daysKept()))
                        .divide(DAYS_OF_A_MONTH, MathContext.DECIMAL64)
                        .divide(BYTES_OF_A_GB, MathContext.DECIMAL64),
                BigDecimal::add);
        SequencedMap<String, BigDecimal> bill = new LinkedHashMap<>();
        aws.forEach((name, price) ->
                bill.merge(price.service(), price.of(amounts.getOrDefault(name, BigDecimal.ZERO)), BigDecimal::add));
        return bill;
    }

    private static BigDecimal gigabyteSeconds(Usage usage, Assumptions.Lambda lambda) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Assumptions.Function> function :
                lambda.functions().entrySet()) {
            Assumptions.Function took = function.getValue();
            BigDecimal millis = usage.of("lambda.invocations." + function.getKey())
                    .multiply(took.invocation())
                    .add(usage.of("lambda.items." + function.getKey()).multiply(took.item()));
            sum = sum.add(millis.multiply(BigDecimal.valueOf(took.memoryMb())));
        }
        return sum.divide(MEGABYTES.multiply(MILLIS), MathContext.DECIMAL64);
    }

    private static BigDecimal weighted(Usage usage, String prefix, Map<String, BigDecimal> weights) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> weight : weights.entrySet()) {
            sum = sum.add(usage.of(prefix + weight.getKey()).multiply(weight.getValue()));
        }
        return sum;
    }

    /** What a usage costs, in USD, without what it leaves in the tables. */
    public BigDecimal total(Usage usage, Assumptions assumptions) {
        SequencedMap<String, BigDecimal> bill = bill(usage, assumptions);
        bill.remove(STORAGE);
        return bill.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
