package dev.homing.adapter.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.homing.domain.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values with a header. Commas, semicolons and tabs are told apart by the header; a byte order mark is no part of it;
 * what is no UTF-8 is read as Windows-1252, which spreadsheets still write.
 */
public final class CsvTable {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String MARK = "\uFEFF";

    private CsvTable() {}

    /**
     * @param number in the file, from 1 up; the header has one too
     * @param values by the header's names, without those that are empty
     */
    public record Line(long number, Map<String, String> values) {
        public Facts facts() {
            return new Facts(new LinkedHashMap<String, @Nullable Object>(values));
        }
    }

    /** What became of a file. */
    public sealed interface Reading {
        record Table(List<Line> lines) implements Reading {}

        /** @param why with the line where there is one, and the remedy */
        record Unreadable(String why) implements Reading {}
    }

    public static Reading read(byte[] file) {
        String text = text(file);
        if (text.isBlank()) {
            return new Reading.Unreadable(
                    "the file is empty; its first line has to be a header such as email,firstName");
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(true)
                .ofCsvRecord(text)) {
            List<String> header = null;
            List<Line> lines = new ArrayList<>();
            for (CsvRecord one : reader) {
                if (header == null) {
                    header = one.getFields().stream().map(String::strip).toList();
                    String problem = problem(header);
                    if (problem != null) {
                        return new Reading.Unreadable(problem);
                    }
                } else {
                    lines.add(line(header, one));
                }
            }
            return new Reading.Table(List.copyOf(lines));
        } catch (CsvParseException broken) {
            return new Reading.Unreadable("the file is no CSV: " + broken.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Line line(List<String> header, CsvRecord one) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), one.getFieldCount()); i++) {
            String value = one.getField(i).strip();
            if (!value.isEmpty()) {
                values.put(header.get(i), value);
            }
        }
        return new Line(one.getStartingLineNumber(), values);
    }

    private static @Nullable String problem(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).isEmpty()) {
                return "line 1: column " + (i + 1) + " has no name; name every column in the header";
            }
            if (!seen.add(header.get(i))) {
                return "line 1: two columns are called \"" + header.get(i) + "\"; give each its own name";
            }
        }
        return null;
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        char most = ',';
        long count = 0;
        for (char separator : new char[] {',', ';', '\t'}) {
            long found = header.chars().filter(each -> each == separator).count();
            if (found > count) {
                most = separator;
                count = found;
            }
        }
        return most;
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith(MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(file, WINDOWS);
        }
    }
}
