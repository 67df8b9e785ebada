package dev.homing.lambda.http;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much one network address may send: so much a second, and so much at once after a rest. Kept in memory, so each environment of a function
 * counts for itself; it blunts a flood from few addresses, and who wants more than that puts a firewall in front. Safe for any thread.
 */
public final class SourceLimit {
    /** Everything passes. */
    public static final SourceLimit NONE = new SourceLimit(0, 0);

    /** Whoever is forgotten begins anew, so forgetting only helps who has more addresses than these. */
    private static final int MOST_SOURCES = 10_000;

    /** A household has as many addresses as it likes, in one network of this many bytes. */
    private static final int BYTES_OF_A_NETWORK = 8;

    private final double aSecond;
    private final double atOnce;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    private record Bucket(double left, Instant at) {}

    /** @param atOnce 0: no limit */
    public SourceLimit(double aSecond, double atOnce) {
        this.aSecond = aSecond;
        this.atOnce = atOnce;
    }

    /**
     * @param text a second and at once, such as {@code 50/2500}; null: no limit
     * @throws IllegalArgumentException when it is neither
     */
    public static SourceLimit of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        if (!text.matches("[1-9]\\d{0,6}/[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("Not a limit: " + text + "; write it like 50/2500");
        }
        String[] parts = text.split("/", -1);
        return new SourceLimit(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /**
     * Takes what is sent from what the source has left, if there is enough.
     *
     * @param sourceIp as API Gateway tells it
     * @return how long to wait before it is sent again; zero where it may pass
     */
    public synchronized Duration take(String sourceIp, int events, Instant now) {
        if (atOnce == 0) {
            return Duration.ZERO;
        }
        String source = network(sourceIp);
        Bucket before = buckets.getOrDefault(source, new Bucket(atOnce, now));
        double seconds = Math.max(0, Duration.between(before.at, now).toMillis() / 1000.0);
        double left = Math.min(atOnce, before.left + seconds * aSecond);
        // More than fits at once passes when the source has rested, or it never would.
        double wanted = Math.min(events, atOnce);
        boolean passes = left >= wanted;
        buckets.put(source, new Bucket(passes ? left - wanted : left, now));
        return passes ? Duration.ZERO : Duration.ofSeconds((long) Math.ceil((wanted - left) / aSecond));
    }

    private static String network(String sourceIp) {
        try {
            byte[] address = InetAddress.ofLiteral(sourceIp).getAddress();
            return address.length <= BYTES_OF_A_NETWORK
                    ? sourceIp
                    : Arrays.toString(Arrays.copyOf(address, BYTES_OF_A_NETWORK));
        } catch (IllegalArgumentException unknown) {
            return sourceIp;
        }
    }
}
