package dev.homing.asl.interpreter;

import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Task tokens: the open ones with their tasks, and those that have had their day. */
final class Tokens {
    private static final int BYTES = 48;

    private final RandomGenerator random;
    private final Map<String, Visit> open = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    Tokens(RandomGenerator random) {
        this.random = random;
    }

    String issue(Visit visit) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().encodeToString(bytes);
        open.put(token, visit);
        visit.scope.run.tokens.add(token);
        return token;
    }

    @Nullable
    Visit open(String token) {
        return open.get(token);
    }

    boolean isClosed(String token) {
        return closed.contains(token);
    }

    void forget(List<String> tokens) {
        tokens.forEach(closed::remove);
    }

    void close(@Nullable String token) {
        if (token != null && open.remove(token) != null) {
            closed.add(token);
        }
    }
}
