package dev.naru.hub.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was typed into a form, and what is wrong with it. A controller takes it as a parameter. For
 * a POST it holds the sent values; for a GET it is empty, or holds what was sent after the session
 * had ended.
 *
 * @param values the values without white space around them
 * @param errors a sentence for each wrong field
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

  /** Whether no values were sent, so that the page shows what is stored. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value of a field; empty if none was sent. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The sent value of a field; the stored one if the form wasn't sent. */
  public String get(String name, String stored) {
    return values.isEmpty() ? stored : get(name);
  }

  /**
   * Whether a checkbox is ticked.
   *
   * @param stored the answer if the form wasn't sent
   */
  public boolean is(String name, boolean stored) {
    return values.isEmpty() ? stored : values.containsKey(name);
  }

  /** The error at a field; empty where the field is right. */
  public String error(String name) {
    return errors.getOrDefault(name, "");
  }

  /** Marks a field as wrong; if it is marked already, its first sentence stays. */
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
