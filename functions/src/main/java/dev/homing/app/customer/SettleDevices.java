package dev.homing.app.customer;

import dev.homing.app.port.Profiles;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Profile;
import java.time.Instant;
import java.util.Set;

/**
 * A browser or phone belongs to whoever signed in on it last: what is for one customer is not shown to the next. Whoever states a device looks
 * who else has it, after it was saved, so that of two who do so at once at least one sees the other, and both come to the same.
 */
public final class SettleDevices {
    /** Of people who signed in on one device, that many at once lose it; each event that states it goes on with others. */
    private static final int MOST = 20;

    private final Profiles profiles;
    private final ChangeProfile changeProfile;

    public SettleDevices(Profiles profiles, ChangeProfile changeProfile) {
        this.profiles = profiles;
        this.changeProfile = changeProfile;
    }

    /**
     * @param statedAt of the event: only what it stated, or stated anew, is looked at
     */
    public void settle(Profile owner, Instant statedAt) {
        for (Device device : owner.devices().all()) {
            if (device.since().equals(statedAt)) {
                profiles.withDevice(device.token(), MOST).stream()
                        .filter(other -> !other.id().equals(owner.id()))
                        .forEach(other -> settle(owner, device, other));
            }
        }
    }

    private void settle(Profile owner, Device device, Profile other) {
        Device theirs = other.devices().of(device.token());
        if (theirs != null) {
            // Not whoever the id leads to by now: an id that is given up for this customer brings its devices along.
            boolean stays = outweighs(device, owner, theirs, other);
            Instant asOf = stays ? theirs.since() : device.since();
            changeProfile.changeOf(
                    stays ? other.id() : owner.id(), before -> before.withoutDevices(Set.of(device.token()), asOf));
        }
    }

    /** The shop's word counts more than a browser's, and then the later one; the same whoever asks. */
    private static boolean outweighs(Device one, Profile ones, Device another, Profile others) {
        if (one.trusted() != another.trusted()) {
            return one.trusted();
        }
        return one.since().equals(another.since())
                ? ones.id().value().compareTo(others.id().value()) < 0
                : one.since().isAfter(another.since());
    }
}
