package dev.naru.pg.spi;

/**
 * One setting of a channel.
 *
 * @param key the name it is stored under
 * @param labelKo what a Korean operator reads
 * @param labelEn what an English operator reads
 * @param secret sealed at rest and never shown again
 * @param required a channel cannot be saved without it
 * @param defaultValue used when nothing is given; empty for none
 */
public record SettingField(
    String key,
    String labelKo,
    String labelEn,
    boolean secret,
    boolean required,
    String defaultValue) {}
