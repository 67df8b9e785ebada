package dev.homing.domain.consent;

import dev.homing.domain.channel.Channel;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of consent is about. Something said of everything counts for channels and topics that do not exist yet.
 *
 * @param channel null: all of them
 * @param topic what is written about, such as {@code news}: lower-case letters, digits, hyphens and underscores; null: everything
 */
public record Scope(@Nullable Channel channel, @Nullable String topic) {
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final String ALL_CHANNELS = "all";

    /** Every channel and every topic. */
    public static final Scope ALL = new Scope(null, null);

    public Scope {
        if (topic != null && !isTopic(topic)) {
            throw new IllegalArgumentException("\"" + topic + "\" is not the name of a topic");
        }
    }

    /** Whether a topic can be called so. */
    public static boolean isTopic(String name) {
        return TOPIC.matcher(name).matches();
    }

    /** Everything on one channel. */
    public static Scope of(Channel channel) {
        return new Scope(channel, null);
    }

    /** As {@link #parse} reads it: {@code email}, {@code email/news}, {@code all/news}, {@code all}. */
    public String key() {
        String on = channel == null ? ALL_CHANNELS : channel.key();
        return topic == null ? on : on + "/" + topic;
    }

    /** @return null where it names no channel or topic that can be */
    public static @Nullable Scope parse(String key) {
        int slash = key.indexOf('/');
        String on = slash < 0 ? key : key.substring(0, slash);
        String topic = slash < 0 ? null : key.substring(slash + 1);
        Channel channel = Channel.ofKey(on);
        boolean known = channel != null || on.equals(ALL_CHANNELS);
        return known && (topic == null || TOPIC.matcher(topic).matches()) ? new Scope(channel, topic) : null;
    }
}
