package dev.homing.domain.consent;

/** What a shop's marketing messages need on a channel. */
public enum Policy {
    /** The customer did not opt out. */
    IMPLIED,
    /** The customer opted in. */
    EXPLICIT,
    /** The customer opted in, and confirmed it themself: double opt-in. */
    CONFIRMED
}
