package dev.homing.app.port;

import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates and their versions, for all campaigns. */
public interface Templates {
    /** People save templates, and each save of theirs wins once: more in a row than that is no race of theirs. */
    int MOST_TRIES = 10;

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
     * @throws Unavailable where others stored another version at each try
     */
    default TemplateVersion save(Template template, String by, Instant at) {
        for (int lost = 0; lost < MOST_TRIES; lost++) {
            TemplateVersion newest = newest(template.key());
            if (newest != null && newest.template().equals(template)) {
                return newest;
            }
            TemplateVersion next = new TemplateVersion(template, newest == null ? 1 : newest.number() + 1, by, at);
            if (add(next)) {
                return next;
            }
        }
        throw new Unavailable(
                "The template " + template.key() + " was changed by others " + MOST_TRIES + " times in a row");
    }
}
