package dev.homing.lambda.admin;

import dev.homing.adapter.csv.CsvTable;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.imports.BringIn;
import dev.homing.app.imports.Line;
import dev.homing.app.port.Imports;
import dev.homing.domain.Facts;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files of customers, products, events and suppressed addresses, as CSV or one JSON object a line. */
final class ImportRoutes {
    private final BringIn bringIn;
    private final Imports imports;
    private final Supplier<Instant> clock;

    private static final Pattern ID = Pattern.compile("imp-[0-9a-f]{11}-[a-z0-9]{12}");
    private static final int LONGEST_NAME = 200;
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    ImportRoutes(BringIn bringIn, Imports imports, Supplier<Instant> clock) {
        this.bringIn = bringIn;
        this.imports = imports;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/imports", Role.VIEWER, (request, _) -> list(request))
                .add(
                        "POST",
                        "/api/imports/customers",
                        Role.EDITOR,
                        (request, _) -> take(request, BringIn.Kind.CUSTOMERS))
                .add("POST", "/api/imports/products", Role.EDITOR, (request, _) -> take(request, BringIn.Kind.PRODUCTS))
                .add("POST", "/api/imports/events", Role.EDITOR, (request, _) -> take(request, BringIn.Kind.EVENTS))
                .add(
                        "POST",
                        "/api/imports/suppressions",
                        Role.EDITOR,
                        (request, _) -> take(request, BringIn.Kind.SUPPRESSIONS))
                .add(
                        "GET",
                        "/api/imports/{id}",
                        Role.VIEWER,
                        (_, variables) -> one(String.valueOf(variables.get("id"))));
    }

    private Response take(Request request, BringIn.Kind kind) {
        List<Line> lines;
        try {
            lines = lines(request);
        } catch (IllegalArgumentException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            return Problems.badRequest(List.of(new FieldError("body", why)));
        }
        if (lines.isEmpty()) {
            return Problems.badRequest(List.of(new FieldError("body", "body: the file has no lines after its header")));
        }
        if (lines.size() > BringIn.MOST) {
            String why = "body: the file has " + lines.size() + " lines; send at most " + BringIn.MOST
                    + " at a time, as \"homing import\" does by itself";
            return Response.problem(413, "Too large", why, List.of(new FieldError("body", why)));
        }
        boolean starts = "true".equals(request.query().get("start"));
        String file = request.query().get("file");
        if (file != null && file.length() > LONGEST_NAME) {
            return Problems.badRequest(List.of(new FieldError(
                    "file",
                    "file: it is longer than " + LONGEST_NAME + " characters; shorten the name or leave it out")));
        }
        return Response.json(202, json(bringIn.bringIn(kind, file, lines, starts, request.user(), clock.get())));
    }

    private Response list(Request request) {
        List<FieldError> errors = new ArrayList<>();
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        String cursor = request.query().get("cursor");
        if (cursor != null && !ID.matcher(cursor).matches()) {
            errors.add(new FieldError("cursor", "cursor: expected the \"cursor\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        Imports.Page page = imports.page(cursor, limit == null ? PAGE : limit);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("imports", page.reports().stream().map(ImportRoutes::json).toList());
        json.put("cursor", page.next());
        return Response.json(200, json);
    }

    private static List<Line> lines(Request request) {
        String type = request.header("content-type");
        String text = request.text();
        boolean json =
                (type != null && type.contains("json")) || text.stripLeading().startsWith("{");
        List<Line> lines = new ArrayList<>();
        if (!json) {
            switch (CsvTable.read(request.body())) {
                case CsvTable.Reading.Unreadable(String why) -> throw new IllegalArgumentException("body: " + why);
                case CsvTable.Reading.Table(var table) ->
                    table.forEach(line -> lines.add(new Line(line.number(), line.facts())));
            }
            return lines;
        }
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank()) {
                lines.add(new Line(number, object(line, number)));
            }
        }
        return lines;
    }

    private static Facts object(String line, int number) {
        try {
            return Json.object(line);
        } catch (MalformedJson broken) {
            throw new IllegalArgumentException(
                    "body: line " + number + " is no JSON object: " + broken.getMessage(), broken);
        }
    }

    private Response one(String id) {
        Imports.Report report = imports.find(id);
        return report == null
                ? Response.problem(404, "Not found", "There is no import \"" + id + "\"", List.of())
                : Response.json(200, json(report));
    }

    private static Map<String, Object> json(Imports.Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.id());
        json.put("kind", report.kind());
        if (report.file() != null) {
            json.put("file", report.file());
        }
        json.put("state", "done");
        json.put("at", report.at().toString());
        json.put("by", report.by());
        json.put("lines", report.lines());
        json.put("created", report.created());
        json.put("changed", report.changed());
        json.put("unchanged", report.unchanged());
        json.put("rejectedCount", report.rejectedCount());
        json.put(
                "rejected",
                report.rejected().stream()
                        .map(one -> Map.of("line", one.line(), "reason", one.reason()))
                        .toList());
        return json;
    }
}
