package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.postgres.TestPostgres;
import dev.naru.sandbox.testkit.Concurrently;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordStoreTest {

  private final Database database = new Database(TestPostgres.newDatabase());
  private final RecordStore notes = notes();

  private RecordStore notes() {
    database.prepare();
    return new PostgresRecordStore(database);
  }

  @Test
  void the_last_text_of_a_note_counts() {
    notes.put("pg", "token", "1", "한글");
    notes.put("pg", "token", "1", "two");
    notes.put("pg", "other", "1", "other");

    assertThat(notes.get("pg", "token", "1")).contains("two");
    assertThat(notes.get("pg", "token", "2")).isEmpty();
  }

  @Test
  void a_note_that_is_not_there_is_not_changed() {
    assertThat(notes.change("pg", "token", "1", text -> "new")).isEmpty();
    assertThat(notes.get("pg", "token", "1")).isEmpty();
  }

  @Test
  void a_token_is_used_once_however_many_try() throws Exception {
    notes.put("pg", "token", "1", "fresh");
    AtomicInteger used = new AtomicInteger();

    Concurrently.run(32, () -> notes.change("pg", "token", "1", text -> use(text, used)));

    assertThat(used).hasValue(1);
    assertThat(notes.get("pg", "token", "1")).contains("used");
  }

  @Test
  void a_second_change_waits_for_the_first_and_sees_its_text() throws Exception {
    notes.put("pg", "token", "1", "fresh");
    AtomicInteger used = new AtomicInteger();
    CompletableFuture<Void> second = new CompletableFuture<>();

    notes.change(
        "pg",
        "token",
        "1",
        text -> {
          Thread.ofVirtual()
              .start(() -> {
                notes.change("pg", "token", "1", later -> use(later, used));
                second.complete(null);
              });
          while (!second.isDone() && !somebodyWaits()) {
            Thread.onSpinWait();
          }
          return use(text, used);
        });
    second.get();

    assertThat(used).hasValue(1);
  }

  private static String use(String text, AtomicInteger used) {
    if (text.equals("fresh")) {
      used.incrementAndGet();
    }
    return "used";
  }

  private boolean somebodyWaits() {
    return database
        .one(
            row -> row.getBoolean(1),
            """
            select exists (select 1 from pg_stat_activity
                           where datname = current_database() and wait_event_type = 'Lock')
            """)
        .orElse(false);
  }

  @Test
  void a_change_that_fails_leaves_the_note_and_its_lock() {
    notes.put("pg", "token", "1", "fresh");

    assertThatThrownBy(() ->
            notes.change(
                "pg",
                "token",
                "1",
                text -> {
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(notes.change("pg", "token", "1", text -> text + "!")).contains("fresh!");
  }
}
