package dev.homing.domain.analytics;

import dev.homing.domain.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a campaign a number is about. Null in a place means: all of them together.
 *
 * @param version of the campaign. Null only in a total, which says nothing more than perhaps its channel: lists and the dashboard read totals
 *     alone, so they cost the same however many versions, nodes and links a campaign has
 * @param node of the version's flow
 * @param arm of a split
 * @param link number of the clicked link within its message
 */
public record Cut(
        @Nullable Integer version,
        @Nullable String node,
        @Nullable String arm,
        @Nullable Channel channel,
        @Nullable Integer link) {
    /** The whole campaign. */
    public static final Cut ALL = new Cut(null, null, null, null, null);

    public Cut {
        if (version == null && (node != null || arm != null || link != null)) {
            throw new IllegalArgumentException("Nodes, arms and links are those of a version; none is given");
        }
    }

    /** What a channel did for the whole campaign. */
    public static Cut of(Channel channel) {
        return new Cut(null, null, null, channel, null);
    }

    /** All of one version. */
    public static Cut of(int version) {
        return new Cut(version, null, null, null, null);
    }

    /** One node of one version. */
    public static Cut of(int version, String node, Channel channel) {
        return new Cut(version, node, null, channel, null);
    }

    /** Whether it is a total, as lists and the dashboard show them. */
    public boolean total() {
        return version == null;
    }
}
