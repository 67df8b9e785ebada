package dev.homing.lambda;

import dev.homing.lambda.admin.AdminApi;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api}: the admin's REST API. */
public final class AdminHandler implements JsonHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

    private final AdminApi api;

    public AdminHandler() {
        this(Wiring.ofLambda().adminApi());
    }

    AdminHandler(AdminApi api) {
        this.api = api;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        try {
            return api.routes().answer(request).write();
        } catch (RuntimeException why) {
            LOG.error("{} {} failed", request.method(), request.path(), why);
            return Response.problem(500, "Something went wrong", "It was logged; try again in a moment", List.of())
                    .write();
        }
    }
}
