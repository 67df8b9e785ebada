package dev.homing.app;

import dev.homing.app.port.Unavailable;
import dev.homing.app.send.CrashedMessageTest;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Kills a handler before or after any call that it makes, or has the call throttled; but not between the claim of a message and the
 * provider's taking it: whoever dies there leaves a message that nobody can tell of, which {@link CrashedMessageTest} is about.
 */
public final class Chaos {
    /** The process ended here; what was done is done, what was not is not. */
    public static final class Killed extends RuntimeException {
        Killed(String where) {
            super(where, null, false, false);
        }
    }

    public static final Chaos NONE = new Chaos(RandomGenerator.getDefault(), 0);

    private final RandomGenerator random;
    private final double probability;
    private boolean on;
    private boolean sparing;
    private @Nullable String killBefore;
    private @Nullable String killAfter;
    private int killAt = -1;
    private Runnable beforeEachCall = () -> {};

    /** Strikes where it is told to, and nowhere else. */
    public Chaos() {
        this(RandomGenerator.getDefault(), 0);
    }

    public Chaos(RandomGenerator random, double probability) {
        this.random = random;
        this.probability = probability;
        this.on = probability > 0;
    }

    /** Kills whoever next makes a call, such as {@code Sender.send}, before it is made. */
    public void killBefore(String call) {
        killBefore = call;
    }

    /** Kills whoever next makes a call, after it was made. */
    public void killAfter(String call) {
        killAfter = call;
    }

    /**
     * Kills whoever comes to the nth moment from now: 0 is before the first call, 1 after it, 2 before the second, ...
     *
     * @see #struck()
     */
    public void killAt(int moment) {
        killAt = moment;
    }

    /** Whether the moment of {@link #killAt} came; from here on nobody is killed. */
    public boolean struck() {
        boolean struck = killAt < 0;
        killAt = -1;
        return struck;
    }

    private boolean momentCame() {
        return killAt >= 0 && --killAt < 0;
    }

    /** Runs in the caller's own thread before any call to a port is made. */
    void beforeEachCall(Runnable what) {
        beforeEachCall = what;
    }

    /** Whether a read that may be a moment behind is. */
    boolean behind() {
        return on && random.nextDouble() < Math.max(probability, 0.1);
    }

    public void off() {
        on = false;
    }

    /** Strikes again. */
    public void on() {
        on = probability > 0;
    }

    /** Whether the handler that runs now is let live. */
    void sparing(boolean now) {
        sparing = now;
    }

    private boolean strikes() {
        return on && !sparing && random.nextDouble() < probability;
    }

    /** A port as this breaks it. */
    public <T> T around(Class<T> port, T real) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            beforeEachCall.run();
            String where = port.getSimpleName() + "." + method.getName();
            if (where.equals(killBefore) || momentCame()) {
                killBefore = null;
                throw new Killed("before " + where);
            }
            boolean claimed = where.matches("Sender.send|Journeys.heartbeat|Messages.putToken");
            if (!claimed && strikes()) {
                if (random.nextBoolean() && where.matches("Timers.arm|Journeys.start|SendQueue.enqueue")) {
                    throw new Unavailable("throttled: " + where, new IllegalStateException("throttled"));
                }
                throw new Killed("before " + where);
            }
            Object result;
            try {
                result = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (where.equals(killAfter) || momentCame()) {
                killAfter = null;
                throw new Killed("after " + where);
            }
            boolean claims = arguments != null
                    && arguments[0] instanceof Message message
                    && message.status() == MessageStatus.SENDING;
            boolean sends = where.equals("Sender.send");
            if (!claims && (sends || !claimed) && strikes()) {
                throw new Killed("after " + where);
            }
            return result;
        });
        return port.cast(proxy);
    }
}
