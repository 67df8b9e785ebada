package dev.homing.app.port;

import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates and their versions, for all campaigns. */
public interface Templates {
    /** The newest version, by a strongly consistent read; null where there is no such template. */
    @Nullable
    TemplateVersion newest(String key);

    /** Null where there is none. */
    @Nullable
    TemplateVersion version(String key, int number);

    /** The newest version of each, in short, by key. */
    List<TemplateVersion.Line> all();

    /** All versions of one, in short, oldest first. */
    List<TemplateVersion.Line> versions(String key);

    /**
     * Stores the next version.
     *
     * @return false where somebody stored one of that number meanwhile
     * @throws TooLarge where it cannot be stored
     */
    boolean add(TemplateVersion version);

    /**
     * The newest version of a template, which is a new one only where the text differs from what is there.
     *
     * @throws TooLarge where it cannot be stored
     */
    default TemplateVersion save(Template template, String by, Instant at) {
        while (true) {
            TemplateVersion newest = newest(template.key());
            if (newest != null && newest.template().equals(template)) {
                return newest;
            }
            TemplateVersion next = new TemplateVersion(template, newest == null ? 1 : newest.number() + 1, by, at);
            if (add(next)) {
                return next;
            }
        }
    }
}
