package io.github.bedrockcli.aws;

import java.io.OutputStream;

/** Takes the body of a good reply as it comes, where it is not to be held in memory. */
@FunctionalInterface
public interface BodyTarget {
    /** A body begins; what came of an earlier one, which broke off, is to be forgotten. */
    OutputStream begin();
}
