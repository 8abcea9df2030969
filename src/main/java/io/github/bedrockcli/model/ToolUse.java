package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool call that the model asks for, complete with its arguments. */
public record ToolUse(String id, String name, JsonNode input) {}
