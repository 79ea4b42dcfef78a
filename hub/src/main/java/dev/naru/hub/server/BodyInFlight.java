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
 * One request's body while it arrives. It is read whenever there is something to read, and by no
 * thread in between. It ends once.
 */
final class BodyInFlight {

  /** How it ended. */
  sealed interface End {

    /** All of it is there; the request reads it from memory. */
    record Whole(Request request) implements End {}

    /** The caller is to be told this status. */
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
   * @param virtual on what it is read: the last piece begins the request's work
   * @param most a larger body is refused
   * @param mostDrained how much of a larger one is read before it is refused
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

  /** Reads what has come, and asks to be called again when there is more. */
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

  /** The deadline has come. */
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

  /** The request has ended, and its body is needed no more. */
  synchronized void forget() {
    if (forgotten.compareAndSet(false, true)) {
      memory.giveBack(address, kept);
    }
  }
}
