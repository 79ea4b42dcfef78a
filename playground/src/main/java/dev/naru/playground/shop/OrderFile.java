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
 * The shop's database: a text file with one order in each line. A change appends a line, and the
 * last line of an order counts. Opening the file rewrites it with one line for each order.
 */
final class OrderFile {

  private static final Logger log = LoggerFactory.getLogger(OrderFile.class);

  private final Path file;

  private OrderFile(Path file) {
    this.file = file;
  }

  /**
   * Opens the file.
   *
   * @param folder created when it is missing
   */
  static OrderFile in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OrderFile(folder.resolve("orders.jsonl"));
  }

  /** All orders, oldest first. A line that a crash cut off is ignored. */
  synchronized Map<String, ShopOrder> read() {
    Map<String, ShopOrder> orders = new LinkedHashMap<>();
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

  synchronized void append(ShopOrder order) {
    try {
      Files.writeString(file, line(order), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readLine(String line, Map<String, ShopOrder> orders) {
    try {
      ShopOrder order = ShopJson.MAPPER.readValue(line, ShopOrder.class);
      orders.put(order.merchantUid(), order);
    } catch (JacksonException | NullPointerException e) {
      log.warn("left out an unreadable line of the shop's orders", e);
    }
  }

  private void rewrite(Map<String, ShopOrder> orders) throws IOException {
    Path anew = file.resolveSibling("orders.new");
    StringBuilder text = new StringBuilder();
    orders.values().forEach(order -> text.append(line(order)));
    Files.writeString(anew, text);
    Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(ShopOrder order) {
    return ShopJson.MAPPER.writeValueAsString(order) + "\n";
  }
}
