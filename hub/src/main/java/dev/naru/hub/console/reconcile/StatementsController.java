package dev.naru.hub.console.reconcile;

import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Typed;
import dev.naru.hub.console.Visit;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.reconcile.PgStatements.Outcome;
import dev.naru.hub.user.Action;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Fetches a list from the PG, or takes it as an uploaded file. */
@Controller
final class StatementsController {

  private final PgStatements statements;
  private final ReconcileController page;
  private final Changes changes;

  StatementsController(PgStatements statements, ReconcileController page, Changes changes) {
    this.statements = statements;
    this.page = page;
    this.changes = changes;
  }

  /** What was chosen in the form. */
  private record Wanted(long channelId, String form, LocalDate day) {

    /** Reads the form; null where something is wrong, which the form then says at its field. */
    static @Nullable Wanted of(Visit visit, Form form, PgStatements statements) {
      String[] list = form.get("list").split("/", 2);
      Optional<LocalDate> day = Typed.day(form.get("day"));
      if (day.isEmpty()) {
        form.wrong("day", visit.text("reconcile.wrong-day"));
      }
      long channelId = list.length == 2 ? number(list[0]) : 0;
      boolean known =
          statements.forms(visit.merchant().id(), channelId).stream()
              .anyMatch(each -> each.code().equals(list[1]));
      if (!known) {
        form.wrong("list", visit.text("reconcile.wrong-list"));
      }
      return form.isWrong() ? null : new Wanted(channelId, list[1], day.orElseThrow());
    }

    private static long number(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  @PostMapping("/console/reconcile/fetch")
  @Needs(Action.BRING_STATEMENTS)
  ResponseEntity<byte[]> fetch(Visit visit, Form form) {
    Wanted wanted = Wanted.of(visit, form, statements);
    if (wanted == null) {
      return page.wrong(visit, form);
    }
    note(visit, "reconcile fetch", wanted);
    boolean called =
        statements.forms(visit.merchant().id(), wanted.channelId()).stream()
            .anyMatch(each -> each.code().equals(wanted.form()) && each.called());
    if (!called) {
      form.wrong("list", visit.text("reconcile.wrong-no-call"));
      return page.wrong(visit, form);
    }
    return told(
        visit,
        form,
        statements.fetch(
            visit.merchant().id(),
            wanted.channelId(),
            wanted.form(),
            wanted.day(),
            visit.user().email()));
  }

  @PostMapping("/console/uploads/statement")
  @Needs(Action.BRING_STATEMENTS)
  ResponseEntity<byte[]> upload(Visit visit, Form form, HttpServletRequest request)
      throws IOException {
    Wanted wanted = Wanted.of(visit, form, statements);
    Part file = file(request);
    if (file == null) {
      form.wrong("file", visit.text("reconcile.wrong-file"));
    }
    if (wanted == null || file == null) {
      return page.wrong(visit, form);
    }
    note(visit, "reconcile import", wanted);
    Path kept = Files.createTempFile("naru-statement-", ".raw");
    try {
      try (InputStream in = file.getInputStream()) {
        Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
      }
      return told(
          visit,
          form,
          statements.read(
              visit.merchant().id(),
              wanted.channelId(),
              wanted.form(),
              wanted.day(),
              kept,
              visit.user().email(),
              _ -> {}));
    } finally {
      Files.deleteIfExists(kept);
      file.delete();
    }
  }

  private static @Nullable Part file(HttpServletRequest request) throws IOException {
    try {
      Part file = request.getPart("file");
      return file == null || file.getSize() == 0 ? null : file;
    } catch (ServletException | IllegalStateException noFile) {
      return null;
    }
  }

  private void note(Visit visit, String what, Wanted wanted) {
    changes.note(
        visit,
        new Changes.Line(
            what,
            visit.merchant().userCode(),
            Map.of(),
            Map.of(
                "channel", String.valueOf(wanted.channelId()),
                "form", wanted.form(),
                "day", wanted.day().toString())));
  }

  private ResponseEntity<byte[]> told(Visit visit, Form form, Outcome outcome) {
    switch (outcome) {
      case Outcome.Read(_, long open) -> {
        return done(open, "reconcile.said-read", "reconcile.said-agrees");
      }
      case Outcome.AlreadyRead(_, long open) -> {
        return done(open, "reconcile.said-read-before", "reconcile.said-read-before");
      }
      case Outcome.Unreadable(long line, String why) ->
          form.wrong("", visit.text("reconcile.wrong-unreadable", String.valueOf(line), why));
      case Outcome.Nothing _ -> form.wrong("", visit.text("reconcile.wrong-nothing"));
      case Outcome.Refused(String code) ->
          form.wrong("", visit.text("reconcile.wrong-pg-refuses", code));
      case Outcome.NotConfigured(String setting) ->
          form.wrong("", visit.text("reconcile.wrong-not-configured", setting));
      case Outcome.Unclear(String why) ->
          form.wrong("", visit.text("reconcile.wrong-unclear", why));
    }
    return page.wrong(visit, form);
  }

  private static ResponseEntity<byte[]> done(long open, String differs, String agrees) {
    return ConsolePages.to("/console/reconcile", open == 0 ? agrees : differs);
  }
}
