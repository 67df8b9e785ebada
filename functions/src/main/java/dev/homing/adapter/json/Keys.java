package dev.homing.adapter.json;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.message.MessageStatus;
import java.util.Locale;

/** Constants of the domain by the keys they are stored under. */
public final class Keys {
    private Keys() {}

    public static Channel channel(String key) {
        Channel channel = Channel.ofKey(key);
        if (channel == null) {
            throw new MalformedJson("Unknown channel \"" + key + "\"");
        }
        return channel;
    }

    public static MessageStatus status(String key) {
        MessageStatus status = MessageStatus.ofKey(key);
        if (status == null) {
            throw new MalformedJson("Unknown status \"" + key + "\"");
        }
        return status;
    }

    public static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E constant(Class<E> type, String key) {
        for (E constant : type.getEnumConstants()) {
            if (key(constant).equals(key)) {
                return constant;
            }
        }
        throw new MalformedJson("Unknown " + type.getSimpleName() + " \"" + key + "\"");
    }
}
