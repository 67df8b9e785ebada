package dev.homing.adapter.json.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.json.MalformedJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepJobCodecTest {
    private static final String JOB = "{\"run\":\"c-1\",\"generation\":1,\"node\":\"n\",\"turn\":1,\"token\":\"t\"%s}";

    @Test
    void readsWhenTheStepWasEntered_asStepFunctionsWritesIt() {
        assertThat(StepJobCodec.read(JOB.formatted("")).since()).isNull();
        assertThat(StepJobCodec.read(JOB.formatted(",\"since\":\"2026-11-28T10:00:00.123Z\""))
                        .since())
                .isEqualTo(Instant.parse("2026-11-28T10:00:00.123Z"));
        assertThatThrownBy(() -> StepJobCodec.read(JOB.formatted(",\"since\":\"now\"")))
                .isInstanceOf(MalformedJson.class);
    }
}
