package dev.naru.hub.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A server that answers every request with trouble, byte by byte over a real socket. */
final class BadServer implements AutoCloseable {

  private static final Charset EUC_KR = Charset.forName("EUC-KR");
  private static final long DRIP_NANOS = 20_000_000;

  private final ServerSocket server;
  private final Trouble trouble;
  private final Deed deed;

  /** What the other side does with a request, and what it would answer. */
  @FunctionalInterface
  interface Deed {
    Answer act(String path, byte[] body) throws IOException;
  }

  record Answer(String contentType, byte[] body) {}

  BadServer(Trouble trouble, Deed deed) {
    this.trouble = trouble;
    this.deed = deed;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      if (trouble == Trouble.REFUSED) {
        server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String head = head(in);
      byte[] body = in.readNBytes(length(head));
      if (trouble == Trouble.RESET_BEFORE) {
        reset(socket);
        return;
      }
      Answer answer = deed.act(head.split(" ")[1], body);
      if (trouble == Trouble.TWICE) {
        answer = deed.act(head.split(" ")[1], body);
      }
      if (trouble == Trouble.RESET_AFTER) {
        reset(socket);
        return;
      }
      if (trouble == Trouble.LATE) {
        in.read(); // until the hub has given up
        return;
      }
      write(socket.getOutputStream(), answer);
    } catch (IOException gone) {
      // The hub has given up.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  /** With unread data or without, the other side gets a reset and not an end. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
  }

  private void write(OutputStream out, Answer answer) throws IOException {
    byte[] body =
        switch (trouble) {
          case GARBAGE -> new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe, '{', '<', '&', '=', 0x7f};
          case ERROR_500 -> "<html><body>Internal Server Error</body></html>".getBytes(UTF_8);
          case WRONG_CHARSET -> otherwise(answer.body());
          default -> answer.body();
        };
    String status = trouble == Trouble.ERROR_500 ? "500 Internal Server Error" : "200 OK";
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, answer.contentType(), body.length);
    out.write(head.getBytes(ISO_8859_1));
    int sent = trouble == Trouble.HALF_A_BODY ? body.length / 2 : body.length;
    for (int i = 0; i < sent && trouble == Trouble.DRIP; i++) {
      out.write(body[i]);
      out.flush();
      LockSupport.parkNanos(DRIP_NANOS);
    }
    if (trouble != Trouble.DRIP) {
      out.write(body, 0, sent);
    }
    out.flush();
  }

  private static byte[] otherwise(byte[] body) {
    String text = new String(body, UTF_8);
    return text.contains("\ufffd")
        ? new String(body, EUC_KR).getBytes(UTF_8)
        : text.getBytes(EUC_KR);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
