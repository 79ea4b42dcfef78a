package dev.naru.hub.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection on which any bytes can be sent, and HTTP/1.1 answers are read. */
final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MS = 40_000;

  private final Socket socket;
  private final InputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param from the address that the hub sees, any of 127.0.0.0/8
   */
  static RawHttp connect(URI hub, InetAddress from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.getPort()), PATIENCE_MS);
    return new RawHttp(socket);
  }

  /**
   * @param headers names in lower case
   * @param body as ISO-8859-1, so that every byte is a character
   * @param closes whether the connection ends with it
   */
  record Answer(int status, Map<String, String> headers, byte[] body, boolean closes) {

    String contentType() {
      return headers.getOrDefault("content-type", "");
    }
  }

  /**
   * @param last whether nothing more is sent, so that the hub waits for nothing
   */
  Answer exchange(byte[] request, boolean last, boolean head) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    if (last) {
      socket.shutdownOutput();
    }
    Answer answer = read(head);
    while (answer.status() == 100) {
      answer = read(head);
    }
    return answer;
  }

  private Answer read(boolean head) throws IOException {
    String[] first = line().split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/") || !first[1].matches("[0-9]{3}")) {
      throw new IOException("no HTTP: " + String.join(" ", first));
    }
    int status = Integer.parseInt(first[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    boolean closes = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    return new Answer(status, headers, body(status, headers, head, closes), closes);
  }

  private byte[] body(int status, Map<String, String> headers, boolean head, boolean closes)
      throws IOException {
    if (head || status < 200 || status == 204 || status == 304) {
      return new byte[0];
    }
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        int size = Integer.parseInt(line().strip(), 16);
        all.write(exactly(size));
        line();
        if (size == 0) {
          return all.toByteArray();
        }
      }
    }
    String length = headers.get("content-length");
    if (length != null) {
      return exactly(Integer.parseInt(length));
    }
    return closes ? in.readAllBytes() : new byte[0];
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException(line.size() == 0 ? "no answer" : "the answer ends early");
      }
      if (next == '\n') {
        return line.toString(ISO_8859_1).stripTrailing();
      }
      line.write(next);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
