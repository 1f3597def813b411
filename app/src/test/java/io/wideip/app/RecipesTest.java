package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.review.CatalogReview;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of YAML on the page of recipes is a whole directory with nothing to warn of. */
final class RecipesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    private Path directory;

    private static List<String> recipes() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("..", "docs", "recipes.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aRecipeLoadsAndNothingIsToBeWarnedOf(String yaml) throws IOException {
        Files.writeString(directory.resolve("recipe.yaml"), yaml);

        assertThat(new Loader(Gslb.vocabulary()).load(directory))
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(CatalogReview.of(good.merged())).isEmpty());
    }

    @Test
    void thereAreRecipes() throws IOException {
        assertThat(recipes()).hasSize(3);
    }
}
