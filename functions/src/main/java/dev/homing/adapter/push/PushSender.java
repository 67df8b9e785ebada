package dev.homing.adapter.push;

import dev.homing.app.port.Sender;
import dev.homing.domain.Hash;
import dev.homing.domain.profile.Device;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to all devices of a customer. It went out where one of them has it; it is tried again where none has, and one may take it
 * later. A device that gets it twice shows it once.
 */
public final class PushSender implements Sender {
    /** Characters of what devices know a message again by; a topic of Web Push has at most 32, a collapse id of Apple's 64. */
    private static final int TAG = 26;

    private final WebPush webPush;
    private final @Nullable Firebase firebase;
    private final InstantSource clock;

    /**
     * @param firebase null: no project is set up, and apps are not reached
     * @param clock for signatures, which are good for a while
     */
    public PushSender(WebPush webPush, @Nullable Firebase firebase, InstantSource clock) {
        this.webPush = webPush;
        this.firebase = firebase;
        this.clock = clock;
    }

    @Override
    public Result send(Outgoing message) {
        return switch (message) {
            case Outgoing.Push push -> send(push);
            case Outgoing.Email _, Outgoing.WhatsApp _, Outgoing.Sms _ ->
                throw new IllegalArgumentException("Only notifications go by push");
        };
    }

    private Result send(Outgoing.Push message) {
        String tag = Hash.name(TAG, message.tags().message().toString());
        Instant now = clock.instant();
        Set<String> gone = new LinkedHashSet<>();
        String accepted = null;
        Reason later = null;
        Reason refused = null;
        for (Device device : message.devices()) {
            switch (reach(message, device, tag, now)) {
                case Reached.Accepted(String id) -> accepted = accepted == null ? id : accepted;
                case Reached.Gone() -> gone.add(device.token());
                case Reached.Later(Reason reason) -> later = later == null ? reason : later;
                case Reached.Refused(Reason reason) -> refused = refused == null ? reason : refused;
            }
        }
        if (accepted != null) {
            return new Result.Sent(accepted.isEmpty() ? tag : accepted, gone);
        }
        if (later != null) {
            return new Result.TryLater(later);
        }
        return new Result.Refused(refused == null ? Reason.of(Code.DEVICES_GONE) : refused, gone);
    }

    private Reached reach(Outgoing.Push message, Device device, String tag, Instant now) {
        Device.Keys keys = device.keys();
        if (keys != null) {
            return webPush.send(message, device, keys, tag, now);
        }
        return firebase == null
                ? new Reached.Refused(Reason.of(Code.FIREBASE_NOT_SET_UP)
                        .withDetails("give push.firebaseSecretName in homing.json and deploy"))
                : firebase.send(message, device, tag, now);
    }
}
