package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A mail server that keeps what it gets, or refuses it. */
public final class MailServer {

  private final ServerSocket server;
  public final BlockingQueue<String> letters = new LinkedBlockingQueue<>();

  /** The answer to a letter. */
  public volatile String answer = "250 taken";

  public MailServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  public String address() {
    return "smtp://localhost:" + server.getLocalPort();
  }

  private void listen() {
    while (true) {
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> talk(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket caller) {
    try (caller;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8))) {
      OutputStream out = caller.getOutputStream();
      say(out, "220 mail");
      String line = in.readLine();
      while (line != null && !line.startsWith("QUIT")) {
        if (line.startsWith("DATA")) {
          say(out, "354 go on");
          StringBuilder letter = new StringBuilder();
          for (line = in.readLine(); !".".equals(line); line = in.readLine()) {
            letter.append(line).append('\n');
          }
          if (answer.startsWith("250")) {
            letters.add(letter.toString());
          }
          say(out, answer);
        } else {
          say(out, "250 well");
        }
        line = in.readLine();
      }
      say(out, "221 bye");
    } catch (IOException gone) {
      // The caller has left.
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }
}
