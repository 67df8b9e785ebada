package dev.homing.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API: where it listens and which function answers what.
 *
 * @param port on the loopback address; 0 for any free one
 * @param authorizer of the routes marked authorised; null when there are none
 * @param cors null: none, preflights go to the routes
 */
public record HttpApiOptions(
        int port,
        List<Route> routes,
        @Nullable JwtAuthorizer authorizer,
        @Nullable Cors cors) {
    /**
     * @param routeKey {@code GET /customers/{id}}, {@code ANY /api/{proxy+}} or {@code $default}; the most specific one wins
     * @param authorised needs a valid bearer token
     * @param mostWaiting answers 429 while more messages wait in the queues that feed functions
     */
    public record Route(String routeKey, String functionName, boolean authorised, long mostWaiting) {}

    /** Takes tokens signed with HS256 by the key; on AWS it would be a user pool. */
    public record JwtAuthorizer(String key, String issuer, String audience) {}

    /** Answered by the API itself, as API Gateway does: functions' own CORS headers are dropped. */
    public record Cors(
            List<String> allowOrigins, List<String> allowMethods, List<String> allowHeaders, Duration maxAge) {
        public Cors {
            allowOrigins = List.copyOf(allowOrigins);
            allowMethods = List.copyOf(allowMethods);
            allowHeaders = List.copyOf(allowHeaders);
        }
    }

    public HttpApiOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        routes = List.copyOf(routes);
        if (authorizer == null && routes.stream().anyMatch(Route::authorised)) {
            throw new IllegalArgumentException("Authorised routes need an authorizer: call authorizer(...) first");
        }
    }

    public static HttpApiOptions onPort(int port) {
        return new HttpApiOptions(port, List.of(), null, null);
    }

    public HttpApiOptions route(String routeKey, String functionName) {
        return with(new Route(routeKey, functionName, false, Long.MAX_VALUE));
    }

    /** A route that adds to what waits, and does not while that is too much already. */
    public HttpApiOptions boundedRoute(String routeKey, String functionName, long mostWaiting) {
        return with(new Route(routeKey, functionName, false, mostWaiting));
    }

    public HttpApiOptions authorisedRoute(String routeKey, String functionName) {
        return with(new Route(routeKey, functionName, true, Long.MAX_VALUE));
    }

    public HttpApiOptions authorizer(String key, String issuer, String audience) {
        return new HttpApiOptions(port, routes, new JwtAuthorizer(key, issuer, audience), cors);
    }

    public HttpApiOptions cors(Cors settings) {
        return new HttpApiOptions(port, routes, authorizer, settings);
    }

    private HttpApiOptions with(Route route) {
        List<Route> more = new ArrayList<>(routes);
        more.add(route);
        return new HttpApiOptions(port, more, authorizer, cors);
    }
}
