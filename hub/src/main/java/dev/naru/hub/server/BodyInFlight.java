package dev.naru.hub.server;

import dev.naru.hub.brake.CallerNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One request's body while it arrives. No thread waits for it: it is read when bytes have come. It
 * ends exactly once.
 */
final class BodyInFlight {

  /** How the arrival of a body ended. */
  sealed interface End {

    /** The whole body has arrived; the request reads it from memory. */
    record Whole(Request request) implements End {}

    /** The body is refused with this HTTP status. */
    record Refused(int status) implements End {}

    /** The connection broke. */
    record Broken(Throwable cause) implements End {}
  }

  private final Request request;
  private final Executor virtual;
  private final String address;
  private final Shares memory;
  private final long most;
  private final long mostDrained;
  private final Consumer<End> end;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final AtomicBoolean forgotten = new AtomicBoolean();
  private long kept;
  private long read;
  private volatile Scheduler.@Nullable Task deadline;

  /**
   * @param virtual runs the reading, since the last piece also starts the request's work
   * @param most the largest body in bytes; a larger one is refused
   * @param mostDrained how many bytes of a larger body are read before it is refused
   */
  BodyInFlight(
      Request request,
      Executor virtual,
      Shares memory,
      long most,
      long mostDrained,
      Consumer<End> end) {
    this.virtual = virtual;
    this.most = most;
    this.mostDrained = mostDrained;
    this.request = request;
    this.address = CallerNetwork.of(Request.getRemoteAddr(request));
    this.memory = memory;
    this.end = end;
  }

  void deadline(Scheduler.Task task) {
    deadline = task;
  }

  /** Reads the bytes that have come, and asks to be called again when there are more. */
  void read() {
    while (!ended.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(() -> virtual.execute(this::read));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        if (chunk.isLast()) {
          finish(new End.Broken(chunk.getFailure()));
          return;
        }
        continue;
      }
      End refusal = keep(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (refusal != null) {
        finish(refusal);
      } else if (last) {
        finish(
            read > most
                ? new End.Refused(HttpStatus.PAYLOAD_TOO_LARGE_413)
                : new End.Whole(whole()));
      }
    }
  }

  private @Nullable End keep(ByteBuffer bytes) {
    int size = bytes.remaining();
    read += size;
    if (read > mostDrained) {
      return new End.Refused(HttpStatus.PAYLOAD_TOO_LARGE_413);
    }
    if (read > most) {
      pieces.clear();
      forget(); // what it had is of no use any more
      return null;
    }
    synchronized (this) {
      if (size > 0 && !forgotten.get()) {
        Shares.Taken taken = memory.take(address, size);
        if (taken != Shares.Taken.YES) {
          return new End.Refused(WholeRequests.statusOf(taken));
        }
        kept += size;
        ByteBuffer copy = ByteBuffer.allocate(size);
        copy.put(bytes).flip();
        pieces.add(copy);
      }
    }
    return null;
  }

  private Request whole() {
    Content.Source content = new ByteBufferContentSource(pieces);
    return new Request.Wrapper(request) {
      @Override
      public Content.Chunk read() {
        return content.read();
      }

      @Override
      public void demand(Runnable demandCallback) {
        content.demand(demandCallback);
      }

      @Override
      public void fail(Throwable failure) {
        content.fail(failure);
      }
    };
  }

  /** Ends the body because its deadline has passed. */
  void late() {
    finish(new End.Refused(HttpStatus.REQUEST_TIMEOUT_408));
  }

  private void finish(End how) {
    if (ended.compareAndSet(false, true)) {
      Scheduler.Task task = deadline;
      if (task != null) {
        task.cancel();
      }
      end.accept(how);
    }
  }

  /** Frees the body's memory when the request has ended. */
  synchronized void forget() {
    if (forgotten.compareAndSet(false, true)) {
      memory.giveBack(address, kept);
    }
  }
}
