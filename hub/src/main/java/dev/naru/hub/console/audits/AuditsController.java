package dev.naru.hub.console.audits;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.time.Korea;
import dev.naru.hub.user.Action;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed what of a merchant. */
@Controller
final class AuditsController {

  private static final int A_PAGE = 50;
  private static final int MOST_EXPORTED = 10_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Korea.ZONE);

  private final Audit audit;
  private final ConsolePages pages;

  AuditsController(Audit audit, ConsolePages pages) {
    this.audit = audit;
    this.pages = pages;
  }

  @GetMapping("/console/audit")
  @Needs(Action.SEE_AUDIT)
  ResponseEntity<byte[]> list(
      Visit visit, @RequestParam(name = "before", defaultValue = "") String before) {
    List<Audit.Line> found = audit.newestOf(visit.merchant().id(), id(before), A_PAGE + 1);
    List<Audit.Line> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    Map<String, Object> model = new HashMap<>();
    model.put("lines", shown.stream().map(AuditsController::line).toList());
    model.put("next", found.size() > A_PAGE ? shown.getLast().id().toString() : "");
    return pages.page(visit, "audits/list", model);
  }

  private static @Nullable UUID id(String text) {
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static AuditLine line(Audit.Line line) {
    Audit.Change change = line.change();
    TreeSet<String> names = new TreeSet<>(change.before().keySet());
    names.addAll(change.after().keySet());
    return new AuditLine(
        TIME.format(line.at()),
        change.who(),
        change.what(),
        change.subject(),
        names.stream()
            .map(name ->
                new AuditLine.Value(
                    name,
                    change.before().getOrDefault(name, ""),
                    change.after().getOrDefault(name, "")))
            .toList());
  }

  /** The newest lines as a table for a spreadsheet (UTF-8 with a mark, which Excel needs). */
  @GetMapping("/console/audit/export")
  @Needs(Action.SEE_AUDIT)
  ResponseEntity<byte[]> export(Visit visit) {
    String table =
        audit.newestOf(visit.merchant().id(), null, MOST_EXPORTED).stream()
            .map(AuditsController::row)
            .collect(Collectors.joining("", "\uFEFFat,who,what,subject,before,after\r\n", ""));
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
        .body(table.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(Audit.Line line) {
    Audit.Change change = line.change();
    return List.of(
                TIME.format(line.at()),
                change.who(),
                change.what(),
                change.subject(),
                String.valueOf(change.before()),
                String.valueOf(change.after()))
            .stream()
            .map(AuditsController::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /** A spreadsheet would calculate a text that begins like a formula. */
  private static String cell(String text) {
    String harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
