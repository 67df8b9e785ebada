package dev.homing.emulator;

import java.util.List;

/** Everything behind the endpoint but tables and queues: bus, scheduler, state machines, secrets, mail and phones. */
final class Providers implements AutoCloseable {
    private final Inbox inbox = new Inbox();
    private final WhatsAppCloud whatsApp = new WhatsAppCloud();

    Providers(Context context, Meter meter) {}

    /** In the order they are asked whether they handle a request; the one that is a {@link Bus} takes emitted events. */
    List<Service> services() {
        return List.of();
    }

    /** What the pump runs, in order. */
    List<Timed> timed() {
        return List.of();
    }

    Inbox inbox() {
        return inbox;
    }

    WhatsAppCloud whatsApp() {
        return whatsApp;
    }

    /** Starts an HTTP API of its own port; the emulator closes it when the caller has not. */
    HttpApi httpApi(HttpApiOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
