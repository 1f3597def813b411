package io.wideip.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One case of {@code bad.txt}.
 *
 * @param schemaRefuses whether the fault is one of structure, which the JSON Schema has to find as well
 */
record BadYaml(String title, boolean schemaRefuses, List<Source> files, List<String> problems) {
    static List<BadYaml> table() {
        return table("bad.txt");
    }

    /** A table of the same form. */
    static List<BadYaml> table(String file) {
        try (InputStream in = Objects.requireNonNull(BadYaml.class.getResourceAsStream(file))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return parse(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BadYaml> parse(String table) {
        List<BadYaml> cases = new ArrayList<>();
        String[] blocks = table.split("(?m)^### ", -1);
        // What stands before the first title explains the format.
        for (int i = 1; i < blocks.length; i++) {
            cases.add(one(blocks[i]));
        }
        return cases;
    }

    private static BadYaml one(String block) {
        String title = block.lines().findFirst().orElseThrow();
        List<Source> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String name = "a.yaml";
        for (String line : block.lines().skip(1).toList()) {
            if (line.startsWith("=> ")) {
                problems.add(line.substring(3));
            } else if (line.startsWith("+++ ")) {
                files.add(new Source(name, text.toString()));
                name = line.substring(4);
                text.setLength(0);
            } else {
                text.append(line.replace("<TAB>", "\t")).append('\n');
            }
        }
        files.add(new Source(name, text.toString().stripTrailing() + "\n"));
        boolean schemaRefuses = title.endsWith(" [schema]");
        return new BadYaml(title, schemaRefuses, files, problems);
    }

    @Override
    public String toString() {
        return title;
    }
}
