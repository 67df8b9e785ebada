package dev.homing.lambda;

import dev.homing.lambda.admin.AdminApi;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.telemetry.Log;
import dev.homing.lambda.wiring.Wiring;
import java.util.List;
import java.util.Map;

/** {@code /api}: the admin's REST API. */
public final class AdminHandler implements JsonHandler {
    private final AdminApi api;

    public AdminHandler() {
        this(Wiring.ofLambda().adminApi());
    }

    public AdminHandler(AdminApi api) {
        this.api = api;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        try {
            return api.routes().answer(request).write(request);
        } catch (RuntimeException why) {
            Log.error(request.method() + " " + request.path() + " failed", Map.of(), why);
            return Response.problem(500, "Something went wrong", "It was logged; try again in a moment", List.of())
                    .write(request);
        }
    }
}
