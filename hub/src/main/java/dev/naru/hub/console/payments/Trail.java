package dev.naru.hub.console.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pages that the user has turned in a search, so that the link "previous" works. A mark says
 * where a page begins, and only the page before it knows that mark.
 *
 * @param marks the marks of the pages from the second one up to this one; empty on the first page
 */
public record Trail(List<String> marks) {

  /** How many marks an address may hold. Beyond that, the trail begins anew at the first page. */
  private static final int LONGEST = 50;

  private static final String MARK = "[0-9A-Za-z_-]{1,140}";

  public Trail {
    marks = List.copyOf(marks);
  }

  /**
   * Reads the parameters of the page's address: {@code after}, one mark, and {@code trail}, marks
   * separated by points.
   */
  static Trail of(String trail, String after) {
    List<String> marks = new ArrayList<>();
    for (String mark : (trail + "." + after).split("\\.")) {
      if (mark.matches(MARK)) {
        marks.add(mark);
      }
    }
    return new Trail(after.matches(MARK) ? last(marks) : List.of());
  }

  private static List<String> last(List<String> marks) {
    return marks.subList(Math.max(0, marks.size() - LONGEST), marks.size());
  }

  /** The address of the page before this one; empty on the first. */
  public Optional<String> previous(String address) {
    return switch (marks.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("/console/payments" + (address.isEmpty() ? "" : "?" + address));
      default -> Optional.of(page(address, marks.subList(0, marks.size() - 1)));
    };
  }

  /** The address of the page after this one. */
  public String next(String address, String mark) {
    List<String> all = new ArrayList<>(marks);
    all.add(mark);
    return page(address, last(all));
  }

  private static String page(String address, List<String> marks) {
    String trail = String.join(".", marks.subList(0, marks.size() - 1));
    return "/console/payments?"
        + (address.isEmpty() ? "" : address + "&")
        + (trail.isEmpty() ? "" : "trail=" + trail + "&")
        + "after="
        + marks.getLast();
  }
}
