package dev.homing.domain.profile;

/** What a customer takes over of how another id, which turned out to be theirs, can be reached, what it agreed to and what it is called. */
public enum Takeover {
    /** All of it. */
    ALL,
    /** What the shop's own servers said: they say that the two are one, and know the customer. */
    TRUSTED,
    /** Nothing: only a browser says that the two are one, and the shop's own servers know the customer. Anyone could be the visitor. */
    NOTHING;

    /** @param known whether the shop's own servers know the customer */
    public static Takeover of(boolean known, boolean saidByTrusted) {
        if (!known) {
            return ALL;
        }
        return saidByTrusted ? TRUSTED : NOTHING;
    }

    boolean takes(Trait trait) {
        return switch (this) {
            case ALL -> true;
            case TRUSTED -> trait.trusted();
            case NOTHING -> false;
        };
    }
}
