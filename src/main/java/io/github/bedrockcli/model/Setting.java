package io.github.bedrockcli.model;

/** A value that is in force, and where it comes from. Never a secret. */
public record Setting(String name, String value, SettingSource source) {}
