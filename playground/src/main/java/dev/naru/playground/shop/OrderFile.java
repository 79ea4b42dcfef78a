package dev.naru.playground.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The shop's whole database: a text file with one order a line. The last line of an order counts,
 * so a change is one line more; opening the file writes it anew with one line an order.
 */
final class OrderFile {

  private static final Logger log = LoggerFactory.getLogger(OrderFile.class);

  private final Path file;

  private OrderFile(Path file) {
    this.file = file;
  }

  /**
   * @param folder made when missing
   */
  static OrderFile in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OrderFile(folder.resolve("orders.jsonl"));
  }

  /** Every order, oldest first. A line that was cut off by a crash is left out. */
  synchronized Map<String, Order> read() {
    Map<String, Order> orders = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return orders;
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      lines.forEach(line -> readLine(line, orders));
      rewrite(orders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return orders;
  }

  synchronized void append(Order order) {
    try {
      Files.writeString(file, line(order), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readLine(String line, Map<String, Order> orders) {
    try {
      Order order = Json.MAPPER.readValue(line, Order.class);
      orders.put(order.merchantUid(), order);
    } catch (JacksonException | NullPointerException e) {
      log.warn("left out an unreadable line of the shop's orders", e);
    }
  }

  private void rewrite(Map<String, Order> orders) throws IOException {
    Path anew = file.resolveSibling("orders.new");
    StringBuilder text = new StringBuilder();
    orders.values().forEach(order -> text.append(line(order)));
    Files.writeString(anew, text);
    Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(Order order) {
    return Json.MAPPER.writeValueAsString(order) + "\n";
  }
}
