package dev.naru.hub.console.settings;

import dev.naru.hub.console.SettingInput;
import java.util.List;

/**
 * Settings that stand together on the page.
 *
 * @param title in the page's language
 * @param open whether they are seen at once
 */
public record SettingGroup(String title, boolean open, List<SettingInput> inputs) {}
