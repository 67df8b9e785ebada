package dev.homing.app.port;

/** The channels' queues. */
public interface SendQueue {
    /**
     * @throws Unavailable where the queue did not take it now
     */
    void enqueue(SendJob job);

    /**
     * An answer of somebody of the shop, into WhatsApp's queue.
     *
     * @throws Unavailable where the queue did not take it now
     */
    void enqueue(Answers.Reference answer);
}
