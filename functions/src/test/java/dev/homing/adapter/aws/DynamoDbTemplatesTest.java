package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.Samples;
import dev.homing.app.port.Templates;
import dev.homing.app.port.TemplatesContract;
import dev.homing.app.port.TooLarge;
import dev.homing.domain.template.Template;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbTemplatesTest extends TemplatesContract {
    @Override
    protected Templates templates() {
        return new DynamoDbTemplates(OnEmulator.clients().dynamoDb(), OnEmulator.CONFIG);
    }

    /** A character can take several bytes. */
    @Test
    void refuses_whatHasTooManyBytes_andSaysWhatToDo() {
        String key = Samples.unique("large");
        Template.Email large = new Template.Email(key, "Large", "Hi", null, "\u3042".repeat(140_000), null, null);
        assertThatThrownBy(() -> templates().save(large, "ann", Instant.EPOCH))
                .isInstanceOfSatisfying(
                        TooLarge.class, refused -> org.assertj.core.api.Assertions.assertThat(refused.field())
                                .isEqualTo("templates." + key))
                .hasMessageContaining("420")
                .hasMessageContaining("390000")
                .hasMessageContaining("shorten");
    }
}
