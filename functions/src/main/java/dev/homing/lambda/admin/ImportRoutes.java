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

/** Files of customers, products, events and suppressed addresses, as CSV or one JSON object a line. */
final class ImportRoutes {
    private final BringIn bringIn;
    private final Imports imports;
    private final Supplier<Instant> clock;

    ImportRoutes(BringIn bringIn, Imports imports, Supplier<Instant> clock) {
        this.bringIn = bringIn;
        this.imports = imports;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("POST", "/api/imports/customers", Role.EDITOR, (request, _) -> take(request, BringIn.Kind.CUSTOMERS))
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
        return Response.json(202, json(bringIn.bringIn(kind, lines, starts, request.user(), clock.get())));
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
