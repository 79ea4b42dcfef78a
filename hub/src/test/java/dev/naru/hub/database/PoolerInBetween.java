package dev.naru.hub.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Passes everything on to PostgreSQL and, as a pooler does, gives the client a process number of
 * its own: the message {@code BackendKeyData} of PostgreSQL's protocol.
 */
final class PoolerInBetween implements AutoCloseable {

  private static final byte[] BACKEND_KEY_DATA = {'K', 0, 0, 0, 12};

  private final ServerSocket listening;
  private final int server;

  PoolerInBetween(int server) throws IOException {
    this.server = server;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> pass(client, behind, false));
        Thread.ofVirtual().start(() -> pass(behind, client, true));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void pass(Socket from, Socket to, boolean renumber) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int matched = 0;
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; renumber && i < read; i++) {
          if (matched == BACKEND_KEY_DATA.length) {
            buffer[i] = 0x11;
            matched = 0;
          } else if (buffer[i] == BACKEND_KEY_DATA[matched]) {
            matched++;
          } else {
            matched = buffer[i] == BACKEND_KEY_DATA[0] ? 1 : 0;
          }
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // The other side has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
