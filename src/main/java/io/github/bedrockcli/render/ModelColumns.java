package io.github.bedrockcli.render;

import java.util.List;

/**
 * What a model list shows beside the models.
 *
 * @param access whether it says if they can be called
 * @param regions the regions that have a column each; empty for a list of one region
 */
public record ModelColumns(boolean access, List<String> regions) {
    public static final ModelColumns NONE = new ModelColumns(false, List.of());

    public ModelColumns {
        regions = List.copyOf(regions);
    }
}
