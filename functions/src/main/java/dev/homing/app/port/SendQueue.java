package dev.homing.app.port;

/** The channels' queues. */
public interface SendQueue {
    /**
     * @throws Unavailable where the queue did not take it now
     */
    void enqueue(SendJob job);
}
