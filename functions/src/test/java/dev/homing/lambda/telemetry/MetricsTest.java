package dev.homing.lambda.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the embedded metric format wants of a line. */
class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void whatIsCounted_isAFieldThatTheDirectiveNames() {
        metrics.count(Metric.EVENTS_RECEIVED, null);
        metrics.count(Metric.EVENTS_RECEIVED, null);

        Facts line = line();
        assertThat(line.get("EventsReceived")).hasToString("2");
        assertThat(line.map("_aws").get("Timestamp")).isNotNull();
        Facts directive = line.map("_aws").list("CloudWatchMetrics").getFirst();
        assertThat(directive.text("Namespace")).isEqualTo("Homing");
        assertThat(directive.get("Dimensions")).isEqualTo(List.of(List.of()));
        assertThat(directive.get("Metrics")).isEqualTo(List.of(Map.of("Name", "EventsReceived", "Unit", "Count")));
        assertThat(line.get("Channel")).isNull();
    }

    @Test
    void whatIsKeptByChannel_hasADirectiveWithThatDimension() {
        metrics.count(Metric.MESSAGES_SENT, Channel.EMAIL);
        metrics.measure(Metric.SEND_DELAY, Channel.EMAIL, 120);
        metrics.measure(Metric.SEND_DELAY, Channel.EMAIL, 80);
        metrics.count(Metric.RUNS_STARTED, null);

        Facts line = line();
        List<Facts> directives = line.map("_aws").list("CloudWatchMetrics");
        assertThat(directives).hasSize(2);
        assertThat(directives.getLast().get("Dimensions")).isEqualTo(List.of(List.of("Channel")));
        assertThat(directives.getLast().list("Metrics"))
                .extracting(metric -> metric.text("Name"))
                .containsExactly("MessagesSent", "SendDelay");
        assertThat(line.text("Channel")).isEqualTo("email");
        assertThat(line.get("SendDelay")).hasToString("[120, 80]");
    }

    @Test
    void neverMoreThanAHundredValues() {
        for (int i = 0; i < 150; i++) {
            metrics.measure(Metric.SEND_DELAY, Channel.EMAIL, i);
        }
        assertThat((List<?>) line().get("SendDelay")).hasSize(100);
    }

    @Test
    void nothingCounted_addsNothing() {
        Map<String, Object> line = new LinkedHashMap<>();
        metrics.addTo(line);
        assertThat(line).isEmpty();
    }

    /** As decision 0010 counts them: 0.30 $ a month each. */
    @Test
    void thereAreFifteenMetrics_andFiveMoreWhereAnSmsIsSent_andWhereAPushIs() {
        assertThat(Arrays.stream(Metric.values())
                        .mapToInt(metric -> metric.byChannel() ? Channel.values().length - 2 : 1)
                        .sum())
                .isEqualTo(15);
        assertThat(Arrays.stream(Metric.values()).filter(Metric::byChannel)).hasSize(5);
    }

    private Facts line() {
        Map<String, Object> line = new LinkedHashMap<>();
        metrics.addTo(line);
        return Json.object(Json.write(line));
    }
}
