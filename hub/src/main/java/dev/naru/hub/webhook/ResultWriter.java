package dev.naru.hub.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of sends, as many at once as have gathered, on one connection. Bounded by the
 * sends under way. What can't be written is forgotten: its lease ends and it is sent again.
 */
final class ResultWriter {

  private static final int BATCH = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

  private final BlockingQueue<SendResult> results = new LinkedBlockingQueue<>();
  private final WebhookTasks tasks;
  private final SendsUnderWay underWay;
  private final WakeUp wakeUp;
  private boolean closed;

  ResultWriter(WebhookTasks tasks, SendsUnderWay underWay, WakeUp wakeUp) {
    this.tasks = tasks;
    this.underWay = underWay;
    this.wakeUp = wakeUp;
  }

  void add(SendResult result) {
    results.add(result);
  }

  void run() {
    List<SendResult> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(results.take());
        results.drainTo(batch, BATCH - 1);
        write(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      // Stopped.
    }
  }

  /** Writes nothing from here on: what comes now was handed over. Waits for a write under way. */
  synchronized void close() {
    closed = true;
  }

  private synchronized void write(List<SendResult> batch) {
    if (closed) {
      return;
    }
    try {
      tasks.write(batch);
    } catch (RuntimeException together) {
      batch.forEach(this::writeAlone);
    }
    underWay.end(batch.stream().map(SendResult::task).toList());
    wakeUp.signal();
  }

  /** One that can't be written must not take the others with it. */
  private void writeAlone(SendResult result) {
    try {
      tasks.write(List.of(result));
    } catch (RuntimeException e) {
      LOG.warn("webhook {} was sent, but that could not be noted", result.task().id(), e);
    }
  }
}
