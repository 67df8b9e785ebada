package dev.homing.emulator;

/** See {@link Providers}. */
public final class Inbox {}
