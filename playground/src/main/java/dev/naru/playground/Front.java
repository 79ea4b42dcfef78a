package dev.naru.playground;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One port in front of several hubs. Each connection goes to the next hub in turn; a hub that
 * doesn't listen is skipped. In production HAProxy does this (deploy/haproxy).
 */
final class Front implements AutoCloseable {

  private static final int WAITING = 256;
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket listening;
  private final List<Integer> hubs;
  private final AtomicInteger turns = new AtomicInteger();

  private Front(ServerSocket listening, List<Integer> hubs) {
    this.listening = listening;
    this.hubs = hubs;
  }

  static Front start(String bind, int port, List<Integer> hubs) throws IOException {
    Front front = new Front(new ServerSocket(port, WAITING, InetAddress.ofLiteral(bind)), hubs);
    Thread.ofVirtual().name("front").start(front::accept);
    return front;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException closed) {
        // The loop's condition tells whether the server was closed.
      }
    }
  }

  private void serve(Socket caller) {
    int first = turns.getAndIncrement();
    for (int i = 0; i < hubs.size(); i++) {
      int hub = hubs.get(Math.floorMod(first + i, hubs.size()));
      try {
        Socket there = new Socket(InetAddress.ofLiteral("127.0.0.1"), hub);
        Thread.ofVirtual().start(() -> copy(caller, there));
        copy(there, caller);
        return;
      } catch (IOException away) {
        // The next one's turn.
      }
    }
    close(caller);
  }

  /** Copies from one socket to the other, and closes both when one has ended. */
  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // One side has ended the connection, so the other is closed too.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is of no use any more.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
