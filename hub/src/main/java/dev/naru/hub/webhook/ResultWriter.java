package dev.naru.hub.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of sends. Results that come while another write is under way are written
 * together, one transaction per merchant, so that many quick sends take few connections. A result
 * that can't be written is forgotten: its lease ends, and the webhook is sent again.
 */
final class ResultWriter {

  private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

  private final Queue<SendResult> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final DueTasks tasks;
  private volatile boolean closed; // set under the lock

  ResultWriter(DueTasks tasks) {
    this.tasks = tasks;
  }

  /**
   * Writes a result. Returns when it is written, by this thread or together with another thread's.
   */
  void write(SendResult result) {
    waiting.add(result);
    writing.lock();
    try {
      List<SendResult> batch = new ArrayList<>();
      for (SendResult next = waiting.poll(); next != null; next = waiting.poll()) {
        batch.add(next);
      }
      Map<Long, List<SendResult>> byMerchant =
          batch.stream().collect(Collectors.groupingBy(each -> each.task().merchantId()));
      if (!closed) {
        byMerchant.forEach(this::write);
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * Waits for a write that is under way. Later results are dropped, since other processes send
   * those tasks now.
   */
  void close() {
    writing.lock();
    try {
      closed = true;
    } finally {
      writing.unlock();
    }
  }

  /** Whether other processes may be sending the tasks by now. */
  boolean isClosed() {
    return closed;
  }

  private void write(long merchantId, List<SendResult> results) {
    try {
      tasks.write(merchantId, results);
    } catch (RuntimeException together) {
      results.forEach(this::writeAlone);
    }
  }

  /**
   * Writes a result alone, so that one that can't be written doesn't keep the others from being
   * written.
   */
  private void writeAlone(SendResult result) {
    try {
      tasks.write(result.task().merchantId(), List.of(result));
    } catch (RuntimeException e) {
      LOG.warn("webhook {} was sent, but that could not be noted", result.task().id(), e);
    }
  }
}
