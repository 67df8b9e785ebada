package dev.homing.app.campaign;

import dev.homing.app.port.Templates;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new version of a template where its text is another one. Campaigns stay on the version that they were saved with, and take the newest
 * when they are saved again.
 */
public final class SaveTemplate {
    private static final int MOST_TRIES = 10;

    private final Templates templates;

    public SaveTemplate(Templates templates) {
        this.templates = templates;
    }

    public sealed interface Result {
        record Saved(TemplateVersion version) implements Result {}

        /** @param newest what is there instead of what was expected; null: nothing is */
        record Outdated(@Nullable TemplateVersion newest) implements Result {}
    }

    /** @param expected tag of the version that the work was based on; null where nobody looked */
    public Result save(Template template, String by, @Nullable String expected, Instant now) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            TemplateVersion newest = templates.newest(template.key());
            if (expected != null && (newest == null || !(expected.equals("*") || expected.equals(newest.tag())))) {
                return new Result.Outdated(newest);
            }
            if (newest != null && newest.template().equals(template)) {
                return new Result.Saved(newest);
            }
            TemplateVersion next = new TemplateVersion(template, newest == null ? 1 : newest.number() + 1, by, now);
            if (templates.add(next)) {
                return new Result.Saved(next);
            }
        }
        throw new Unavailable("Template " + template.key() + " was saved by others again and again; save it once more");
    }
}
