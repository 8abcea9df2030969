package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * What the control plane tells of the model behind an ARN that hides it.
 *
 * @param arn the model's, or that of one made from it; null where none is named
 * @param architecture what an imported model is, in the service's own words; null for any other
 * @param converse whether an imported model is said to take Converse
 */
public record BaseModel(@Nullable String arn, @Nullable String architecture, boolean converse) {
    /** Nothing was told. */
    public static final BaseModel UNKNOWN = new BaseModel(null, null, false);

    /** A model that is made from another, or leads to it. */
    public static BaseModel of(@Nullable String arn) {
        return new BaseModel(arn, null, false);
    }

    /** A model with weights of its own. */
    public static BaseModel imported(@Nullable String architecture, boolean converse) {
        return new BaseModel(null, architecture, converse);
    }
}
