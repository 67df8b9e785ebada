package dev.homing.adapter.memory;

import dev.homing.app.port.Templates;
import dev.homing.domain.template.TemplateVersion;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Templates in memory. */
public final class MemoryTemplates implements Templates {
    private final Map<String, NavigableMap<Integer, TemplateVersion>> versions = new TreeMap<>();

    @Override
    public synchronized @Nullable TemplateVersion newest(String key) {
        NavigableMap<Integer, TemplateVersion> own = versions.get(key);
        return own == null ? null : own.lastEntry().getValue();
    }

    @Override
    public synchronized @Nullable TemplateVersion version(String key, int number) {
        NavigableMap<Integer, TemplateVersion> own = versions.get(key);
        return own == null ? null : own.get(number);
    }

    @Override
    public synchronized List<TemplateVersion.Line> all() {
        return versions.values().stream()
                .map(own -> own.lastEntry().getValue().line())
                .toList();
    }

    @Override
    public synchronized List<TemplateVersion.Line> versions(String key) {
        NavigableMap<Integer, TemplateVersion> own = versions.get(key);
        return own == null
                ? List.of()
                : own.values().stream().map(TemplateVersion::line).toList();
    }

    @Override
    public synchronized boolean add(TemplateVersion version) {
        return versions.computeIfAbsent(version.template().key(), _ -> new TreeMap<>())
                        .putIfAbsent(version.number(), version)
                == null;
    }
}
