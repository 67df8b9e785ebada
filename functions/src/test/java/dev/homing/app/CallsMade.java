package dev.homing.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** How often each call of some ports was made, such as {@code Runs.find}. */
public final class CallsMade {
    private final Map<String, Integer> made = new TreeMap<>();

    public <T> T of(Class<T> port, T adapter) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    made.merge(port.getSimpleName() + "." + method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(adapter, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    public Map<String, Integer> made() {
        return Map.copyOf(made);
    }

    public void forget() {
        made.clear();
    }
}
