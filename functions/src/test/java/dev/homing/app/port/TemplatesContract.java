package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

public abstract class TemplatesContract {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

    private final String key = Samples.unique("template");

    protected abstract Templates templates();

    private Template.Email email(String html) {
        return new Template.Email(key, "Reminder", "Hi", null, html, null, null);
    }

    @Test
    void keepsEveryVersion() {
        TemplateVersion first = new TemplateVersion(email("<p>1</p>"), 1, "ann", AT);
        TemplateVersion second = new TemplateVersion(email("<p>2</p>"), 2, "bea", AT.plusSeconds(9));

        assertThat(templates().newest(key)).isNull();
        assertThat(templates().add(first)).isTrue();
        assertThat(templates().newest(key)).isEqualTo(first);
        assertThat(templates().add(second)).isTrue();

        assertThat(templates().newest(key)).isEqualTo(second);
        assertThat(templates().version(key, 1)).isEqualTo(first);
        assertThat(templates().version(key, 3)).isNull();
        assertThat(templates().versions(key)).containsExactly(first.line(), second.line());
        assertThat(templates().all()).contains(second.line()).doesNotContain(first.line());
        assertThat(templates().versions(Samples.unique("none"))).isEmpty();
    }

    @Test
    void refuses_whenThatNumberIsTaken() {
        TemplateVersion first = new TemplateVersion(email("<p>1</p>"), 1, "ann", AT);
        templates().add(first);

        assertThat(templates().add(new TemplateVersion(email("<p>x</p>"), 1, "bea", AT)))
                .isFalse();

        assertThat(templates().version(key, 1)).isEqualTo(first);
    }

    @Test
    void makesNoVersion_ofTheSameText() {
        TemplateVersion first = templates().save(email("<p>1</p>"), "ann", AT);

        assertThat(templates().save(email("<p>1</p>"), "bea", AT.plusSeconds(9)))
                .isEqualTo(first);
        assertThat(templates().save(email("<p>2</p>"), "bea", AT.plusSeconds(9)).number())
                .isEqualTo(2);
    }
}
