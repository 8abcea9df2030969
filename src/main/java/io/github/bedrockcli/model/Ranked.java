package io.github.bedrockcli.model;

/**
 * A document's place in a ranking.
 *
 * @param index which document, from 0 in the order they were given
 * @param score how relevant it is, as the model judges it: larger is better
 */
public record Ranked(int index, double score) {}
