package dev.naru.hub.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was typed into a form, and what is wrong with it. A controller takes it as a parameter: of a
 * POST it holds what was sent, of a GET nothing, or what was sent while the session had ended.
 *
 * @param values without white space around them
 * @param errors a sentence for each field that is wrong
 */
public record Form(Map<String, String> values, Map<String, String> errors) {

  public Form {
    values = Map.copyOf(values);
    errors = new LinkedHashMap<>(errors);
  }

  /** A form with these values. */
  public static Form of(Map<String, String> values) {
    return new Form(values, Map.of());
  }

  /** Whether nothing was typed: the page shows what is stored. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** What was typed; empty where nothing was. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** What was typed, or what is stored where the form wasn't sent. */
  public String get(String name, String stored) {
    return values.isEmpty() ? stored : get(name);
  }

  /** Whether a box is ticked. */
  public boolean is(String name, boolean stored) {
    return values.isEmpty() ? stored : values.containsKey(name);
  }

  /** The sentence at a field; empty where it is right. */
  public String error(String name) {
    return errors.getOrDefault(name, "");
  }

  /** Says that a field is wrong; the first sentence of a field stays. */
  public void wrong(String name, String sentence) {
    errors.putIfAbsent(name, sentence);
  }

  public boolean isWrong() {
    return !errors.isEmpty();
  }

  @Override
  public String toString() {
    return "Form" + values.keySet();
  }
}
