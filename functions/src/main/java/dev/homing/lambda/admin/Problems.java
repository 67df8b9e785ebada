package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.app.campaign.Edition;
import dev.homing.app.port.TooLarge;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something could not be saved, in words for people; and what a request expects to be there. */
final class Problems {
    private Problems() {}

    /** The tag in {@code If-Match}; null where a request expects nothing. */
    static @Nullable String expected(Request request) {
        String header = request.header("if-match");
        if (header == null) {
            return null;
        }
        String tag = header.strip();
        boolean quoted = tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
        return quoted ? tag.substring(1, tag.length() - 1) : tag;
    }

    static Response invalid(List<CampaignFile.Problem> problems) {
        return Response.problem(
                422,
                problems.size() == 1 ? "1 problem to fix" : problems.size() + " problems to fix",
                "Nothing was saved. Fix what is listed under errors and save again",
                problems.stream()
                        .map(problem -> new FieldError(problem.field(), problem.message()))
                        .toList());
    }

    static Response tooLarge(TooLarge tooLarge) {
        String why = String.valueOf(tooLarge.getMessage());
        return Response.problem(422, "1 problem to fix", why, List.of(new FieldError(tooLarge.field(), why)));
    }

    static Response outdated(Edition.Change last) {
        return Response.problem(
                412,
                "Changed by somebody else",
                who(last) + " changed it at " + last.at() + ", after you had opened it. Your change was not saved;"
                        + " open it again and make your change there",
                List.of());
    }

    /** As {@link #outdated(Edition.Change)}, of what nobody's name is kept of. */
    static Response outdated(String what) {
        return Response.problem(
                412,
                "Changed by somebody else",
                "The " + what + " is not what it was when you opened it. Your change was not saved; open it again and"
                        + " make your change there",
                List.of());
    }

    /** @param users such as {@code the campaign "Cart recovery"} */
    static Response used(String what, List<String> users) {
        return notNow("The " + what + " is used by " + String.join(", ", users)
                + ". Nothing was removed; change or end them first");
    }

    static Response taken(Edition.Change last) {
        return Response.problem(
                409,
                "Somebody else's draft is there",
                who(last) + " saved a draft at " + last.at() + ". Open it first, and send its ETag as If-Match to"
                        + " replace it",
                List.of());
    }

    static Response notNow(String why) {
        return Response.problem(409, "Not possible now", why, List.of());
    }

    /** A request whose parameters cannot be understood, or ask for what there is not. */
    static Response badRequest(List<FieldError> errors) {
        return Response.problem(400, "Bad request", errors.getFirst().message(), errors);
    }

    static Response noCampaign(String key) {
        return Response.problem(404, "Not found", "There is no campaign \"" + key + "\"", List.of());
    }

    private static String who(Edition.Change change) {
        return change.by().isEmpty() ? "A deployment" : change.by();
    }
}
