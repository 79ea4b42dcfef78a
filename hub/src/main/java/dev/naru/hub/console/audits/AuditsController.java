package dev.naru.hub.console.audits;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.text.SpreadsheetText;
import dev.naru.hub.time.Korea;
import dev.naru.hub.user.Action;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that shows who changed what of a merchant. */
@Controller
final class AuditsController {

  private static final int A_PAGE = 50;
  private static final int A_BATCH = 1_000;
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
    List<Audit.Line> found =
        audit.newestOf(visit.merchant().id(), TimeOrderedIds.read(before).orElse(null), A_PAGE + 1);
    List<Audit.Line> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    Map<String, Object> model = new HashMap<>();
    model.put("lines", shown.stream().map(AuditsController::line).toList());
    model.put("next", found.size() > A_PAGE ? shown.getLast().id().toString() : "");
    return pages.page(visit, "audits/list", model);
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

  /** Exports the lines as a CSV table, the newest first (docs/reference/console.md). */
  @GetMapping("/console/audit/export")
  @Needs(Action.SEE_AUDIT)
  void export(Visit visit, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8))) {
      out.append("\uFEFFplace,at,who,what,subject,before,after,hash\r\n");
      List<Audit.Line> batch = audit.newestOf(visit.merchant().id(), null, A_BATCH);
      while (!batch.isEmpty()) {
        for (Audit.Line line : batch) {
          out.append(row(line));
        }
        batch = audit.newestOf(visit.merchant().id(), batch.getLast().id(), A_BATCH);
      }
    }
  }

  private static String row(Audit.Line line) {
    Audit.Change change = line.change();
    return Stream.of(
            String.valueOf(line.place()),
            TIME.format(line.at()),
            change.who(),
            change.what(),
            change.subject(),
            String.valueOf(change.before()),
            String.valueOf(change.after()),
            line.hash())
        .map(SpreadsheetText::cell)
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
