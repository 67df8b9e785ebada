package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.app.port.Imports.Rejected;
import dev.homing.app.port.Imports.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of an import, as stored. */
public final class ImportCodec {
    private ImportCodec() {}

    public static String write(Report report) {
        List<Map<String, @Nullable Object>> rejected = new ArrayList<>();
        for (Rejected one : report.rejected()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("line", one.line());
            json.put("reason", one.reason());
            rejected.add(json);
        }
        return new Fields()
                .put("id", report.id())
                .put("kind", report.kind())
                .put("file", report.file())
                .at("at", report.at())
                .put("by", report.by())
                .put("lines", report.lines())
                .put("created", report.created())
                .put("changed", report.changed())
                .put("unchanged", report.unchanged())
                .put("rejectedCount", report.rejectedCount())
                .put("rejected", rejected)
                .write();
    }

    public static Report read(String text) {
        Fields json = Fields.parse(text);
        List<Rejected> rejected = new ArrayList<>();
        for (Object item : json.list("rejected")) {
            Fields one = Fields.of(item);
            rejected.add(new Rejected(one.number("line"), one.text("reason")));
        }
        String by = json.optionalText("by");
        return new Report(
                json.text("id"),
                json.text("kind"),
                json.optionalText("file"),
                json.at("at"),
                by == null ? "" : by,
                (int) json.number("lines"),
                (int) json.number("created"),
                (int) json.number("changed"),
                (int) json.number("unchanged"),
                (int) json.number("rejectedCount"),
                rejected);
    }
}
