package dev.homing.lambda.admin;

import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which page of a long list a request asks for, by {@code limit} and {@code cursor}. */
sealed interface Paging {
    int USUAL = 50;
    int LARGEST = 200;

    /** @param cursor null: the first page */
    record Page(int limit, @Nullable String cursor) implements Paging {}

    record Refused(Response answer) implements Paging {}

    static Paging of(Request request) {
        int limit;
        try {
            String said = request.query().get("limit");
            limit = said == null ? USUAL : Integer.parseInt(said);
        } catch (NumberFormatException notANumber) {
            limit = 0;
        }
        if (limit < 1 || limit > LARGEST) {
            String why = "limit: expected a whole number from 1 to " + LARGEST;
            return new Refused(Problems.badRequest(List.of(new FieldError("limit", why))));
        }
        return new Page(limit, request.query().get("cursor"));
    }
}
