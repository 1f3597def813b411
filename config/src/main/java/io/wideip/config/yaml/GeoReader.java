package io.wideip.config.yaml;

import io.wideip.config.GeoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The section {@code server.geo}. */
final class GeoReader {
    private final NamedFiles files;

    GeoReader(NamedFiles files) {
        this.files = files;
    }

    GeoOptions read(@Nullable YamlSection section) {
        Value value = section == null ? null : section.value("databases");
        List<Value> items = value == null ? null : value.list();
        if (items == null) {
            return GeoOptions.NONE;
        }
        Names.Once once = new Names.Once("file");
        List<Path> databases = new ArrayList<>();
        for (Value item : items) {
            YamlSection database = item.section();
            Value file = database == null ? null : database.value("file");
            Path path = file == null ? null : Scalars.path(file);
            if (database != null && file == null) {
                database.missing("file", "no 'file' in the database: write the path of a MaxMind DB file (.mmdb)");
            }
            if (database != null && file != null && path != null && once.isFirst(path, file)) {
                files.geoDatabase(path, database);
                databases.add(path);
            }
        }
        return new GeoOptions(List.copyOf(databases));
    }
}
