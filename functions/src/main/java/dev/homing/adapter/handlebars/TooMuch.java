package dev.homing.adapter.handlebars;

/** A template, or what it makes of the data, is over a limit; the message says which. */
final class TooMuch extends IllegalArgumentException {
    TooMuch(String message) {
        super(message);
    }
}
