package dev.naru.hub.console.developers;

import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.requestlog.RequestLog;
import dev.naru.hub.user.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that shows the merchant's REST calls. */
@Controller
final class RequestsController {

  private static final int A_PAGE = 50;

  private final RequestLog log;
  private final ConsolePages pages;

  RequestsController(RequestLog log, ConsolePages pages) {
    this.log = log;
    this.pages = pages;
  }

  @GetMapping("/console/developers/requests")
  @Needs(Action.SEE_DEVELOPERS)
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(name = "before", defaultValue = "") String before,
      @RequestParam(name = "refused", defaultValue = "") String refused) {
    boolean refusedOnly = !refused.isEmpty();
    List<RequestLog.Entry> found =
        log.newest(
            visit.merchant().id(),
            TimeOrderedIds.read(before).orElse(null),
            refusedOnly,
            A_PAGE + 1);
    List<RequestLog.Entry> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    Map<String, Object> model = new HashMap<>();
    model.put("entries", shown);
    model.put("refused", refusedOnly);
    model.put("next", found.size() > A_PAGE ? shown.getLast().id().toString() : "");
    return pages.page(visit, "developers/requests", model);
  }
}
