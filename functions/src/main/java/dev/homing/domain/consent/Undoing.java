package dev.homing.domain.consent;

/** What became of the wish to take an unsubscription back. */
public enum Undoing {
    /** All is as it was before the link unsubscribed. */
    UNDONE,
    /** A link takes back what it did for an hour. */
    TOO_LATE,
    /** Something else was said since, by the customer, by the shop or of the address, and that counts. */
    SAID_SINCE,
    /** This link unsubscribed nobody, or that was taken back before. */
    NOTHING_TO_UNDO
}
