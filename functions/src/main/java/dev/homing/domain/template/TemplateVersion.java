package dev.homing.domain.template;

import dev.homing.domain.channel.Channel;
import java.time.Instant;

/**
 * A template as it was saved once; immutable. Campaigns refer to one by key and number, several to the same.
 *
 * @param number from 1 up
 * @param by who saved it
 */
public record TemplateVersion(Template template, int number, String by, Instant at) {
    /**
     * A version in a list.
     *
     * @param key the template's
     */
    public record Line(String key, int number, String name, Channel channel, String by, Instant at) {}

    public Line line() {
        return new Line(template.key(), number, template.name(), template.channel(), by, at);
    }

    /** By which it is known whether somebody saved in between. */
    public String tag() {
        return "t" + number;
    }
}
