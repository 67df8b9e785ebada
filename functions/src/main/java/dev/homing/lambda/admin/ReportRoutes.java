package dev.homing.lambda.admin;

import dev.homing.app.report.ReadRecovery;
import dev.homing.domain.Money;
import dev.homing.domain.analytics.Figures;
import dev.homing.domain.analytics.RecoveryReport;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/reports}. */
final class ReportRoutes {
    private static final int RATE_DECIMALS = 6;

    private final ReadRecovery readRecovery;
    private final Supplier<Instant> clock;

    ReportRoutes(ReadRecovery readRecovery, Supplier<Instant> clock) {
        this.readRecovery = readRecovery;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/reports/recovery", Role.VIEWER, (request, _) -> recovery(request));
    }

    private Response recovery(Request request) {
        List<FieldError> errors = new ArrayList<>();
        LocalDate from = Parameters.date(request, "from", errors);
        LocalDate to = Parameters.date(request, "to", errors);
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        return switch (readRecovery.read(from, to, clock.get())) {
            case ReadRecovery.Result.Invalid(String field, String why) ->
                Response.problem(400, "Bad request", why, List.of(new FieldError(field, why)));
            case ReadRecovery.Result.Report(RecoveryReport report) -> Response.json(200, json(report));
        };
    }

    private static Map<String, Object> json(RecoveryReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", report.from().toString());
        json.put("to", report.to().toString());
        json.put("previousFrom", report.previousFrom().toString());
        json.put("previousTo", report.previousTo().toString());
        json.put("current", performance(report.total().current()));
        json.put("previous", performance(report.total().previous()));
        json.put(
                "byCampaign",
                report.byCampaign().stream()
                        .map(line -> compared("campaign", line.of(), line))
                        .toList());
        json.put(
                "byChannel",
                report.byChannel().stream()
                        .map(line -> compared("channel", line.of().key(), line))
                        .toList());
        json.put("byDay", report.byDay().stream().map(ReportRoutes::day).toList());
        return json;
    }

    private static Map<String, Object> compared(String name, String of, RecoveryReport.Compared<?> line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, of);
        json.put("current", performance(line.current()));
        json.put("previous", performance(line.previous()));
        return json;
    }

    private static Map<String, Object> day(RecoveryReport.Day day) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("date", day.date().toString());
        json.putAll(performance(day.figures()));
        json.remove("recoveryRate");
        return json;
    }

    static Map<String, Object> performance(Figures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("triggered", figures.triggered());
        json.put("converted", figures.converted());
        json.put(
                "recoveryRate",
                BigDecimal.valueOf(figures.recoveryRate())
                        .setScale(RATE_DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros());
        json.put("messagesSent", figures.messagesSent());
        json.put(
                "recovered",
                figures.recovered().stream().map(ReportRoutes::money).toList());
        return json;
    }

    static Map<String, String> money(Money money) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("amount", money.amount().toPlainString());
        json.put("currency", money.currency());
        return json;
    }
}
