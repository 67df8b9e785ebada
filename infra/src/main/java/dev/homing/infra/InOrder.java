package dev.homing.infra;

import java.util.Map;
import java.util.TreeMap;

/** Maps that go into a template: {@code Map.of} has another order in every process, and the template with it. */
final class InOrder {
    private InOrder() {}

    static <V> Map<String, V> map(String one, V its, String other, V others) {
        Map<String, V> map = new TreeMap<>();
        map.put(one, its);
        map.put(other, others);
        return map;
    }
}
