package dev.naru.hub.console.settings;

import dev.naru.hub.console.SettingInput;
import java.util.List;

/**
 * Settings that stand together on the page.
 *
 * @param title the heading in the page's language
 * @param open whether the group is unfolded when the page opens
 */
public record SettingGroup(String title, boolean open, List<SettingInput> inputs) {}
