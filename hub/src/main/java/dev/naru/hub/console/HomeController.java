package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Controller
final class HomeController {

  private final ConsolePages pages;

  HomeController(ConsolePages pages) {
    this.pages = pages;
  }

  @GetMapping("/console")
  @Needs(Action.SEE_HOME)
  ResponseEntity<byte[]> home(Visit visit) {
    return pages.page(visit, "home", Map.of());
  }
}
