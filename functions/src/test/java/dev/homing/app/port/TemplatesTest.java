package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.memory.MemoryTemplates;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Saving a template comes to an end, however many save it at the same time. */
class TemplatesTest {
    private final MemoryTemplates memory = new MemoryTemplates();
    private int tries;
    private int lost;

    private final Templates contended = new Templates() {
        @Override
        public @Nullable TemplateVersion newest(String key) {
            return memory.newest(key);
        }

        @Override
        public @Nullable TemplateVersion version(String key, int number) {
            return memory.version(key, number);
        }

        @Override
        public List<TemplateVersion.Line> all() {
            return memory.all();
        }

        @Override
        public List<TemplateVersion.Line> versions(String key) {
            return memory.versions(key);
        }

        @Override
        public boolean add(TemplateVersion version) {
            tries++;
            return tries > lost && memory.add(version);
        }
    };

    private final Template template =
            new Template.WhatsApp("nudge", "Nudge", "approved", "en", "Body", List.of(), null, List.of());

    @Test
    void isSaved_whenItWinsInTheEnd() {
        lost = Templates.MOST_TRIES - 1;

        assertThat(contended.save(template, "ann", Instant.EPOCH).number()).isEqualTo(1);
    }

    @Test
    void saysSo_whenItLosesEveryTime() {
        lost = Integer.MAX_VALUE;

        assertThatThrownBy(() -> contended.save(template, "ann", Instant.EPOCH))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("nudge");
        assertThat(tries).isEqualTo(Templates.MOST_TRIES);
    }
}
