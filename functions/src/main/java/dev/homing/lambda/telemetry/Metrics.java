package dev.homing.lambda.telemetry;

import dev.homing.domain.channel.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One invocation's numbers, as fields of its line in the log by which CloudWatch knows metrics: that takes no call and no permission. A
 * function sends on one channel, so one line has one value of that dimension.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class Metrics {
    private static final String CHANNEL = "Channel";

    /** CloudWatch takes no more values of one metric in a line. */
    private static final int MOST_VALUES = 100;

    /** Null where it is not deployed: nobody is told then. */
    private static final @Nullable String NAMESPACE = System.getenv("METRICS_NAMESPACE");

    private final Map<Metric, Integer> counts = new EnumMap<>(Metric.class);
    private final Map<Metric, List<Long>> values = new EnumMap<>(Metric.class);
    private @Nullable Channel channel;

    /** @param of null where the metric is not kept by channel */
    void count(Metric metric, @Nullable Channel of) {
        counts.merge(metric, 1, Integer::sum);
        channel = of == null ? channel : of;
    }

    void measure(Metric metric, Channel of, long value) {
        List<Long> measured = values.computeIfAbsent(metric, _ -> new ArrayList<>());
        if (measured.size() < MOST_VALUES) {
            measured.add(value);
        }
        channel = of;
    }

    boolean isEmpty() {
        return counts.isEmpty() && values.isEmpty();
    }

    void addTo(Map<String, Object> line) {
        if (!isEmpty()) {
            addTo(line, NAMESPACE == null ? "Homing" : NAMESPACE, System.currentTimeMillis());
        }
    }

    private void addTo(Map<String, Object> line, String namespace, long now) {
        List<Map<String, Object>> directives = new ArrayList<>();
        TreeSet<Metric> all = new TreeSet<>(counts.keySet());
        all.addAll(values.keySet());
        for (boolean byChannel : new boolean[] {false, true}) {
            List<Map<String, Object>> known = all.stream()
                    .filter(metric -> metric.byChannel() == byChannel)
                    .map(metric -> Map.<String, Object>of("Name", metric.key(), "Unit", metric.unit()))
                    .toList();
            if (!known.isEmpty()) {
                directives.add(Map.of(
                        "Namespace",
                        namespace,
                        "Dimensions",
                        List.of(byChannel ? List.of(CHANNEL) : List.of()),
                        "Metrics",
                        known));
            }
        }
        line.put("_aws", Map.of("Timestamp", now, "CloudWatchMetrics", directives));
        if (channel != null) {
            line.put(CHANNEL, channel.key());
        }
        counts.forEach((metric, count) -> line.put(metric.key(), count));
        values.forEach((metric, measured) -> line.put(metric.key(), measured));
    }
}
