package dev.naru.hub.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a command: numbers with names, each with a usual value. */
public final class Words {

  private final Map<String, Long> values;

  private Words(Map<String, Long> values) {
    this.values = values;
  }

  /**
   * Reads options as they were typed.
   *
   * @param usual the options that there are, such as {@code --seed}, and what holds without them
   * @param words option, value, option, value
   * @throws IllegalArgumentException with a sentence for whoever typed them
   */
  public static Words of(Map<String, Long> usual, List<String> words) {
    Map<String, Long> values = new LinkedHashMap<>(usual);
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!usual.containsKey(name)) {
        throw new IllegalArgumentException(
            "There is no option "
                + name
                + ": there are "
                + String.join(", ", usual.keySet())
                + ".");
      }
      if (i + 1 == words.size() || !words.get(i + 1).matches("[0-9]{1,18}")) {
        throw new IllegalArgumentException(
            name + " needs a whole number, as " + usual.get(name) + ".");
      }
      values.put(name, Long.valueOf(words.get(i + 1)));
    }
    return new Words(values);
  }

  public long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  public int count(String name) {
    return Math.toIntExact(get(name));
  }
}
