package dev.naru.hub.v1.wire;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what the servlet container's {@code sendError} reports: with V1's envelope on the API's
 * paths, and with a plain HTML page on all others.
 */
@Controller
final class V1ErrorPage implements ErrorController {

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    String path =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : "/";
    if (V1Paths.isOurs(path)) {
      Envelope.send(response, ApiResponse.error(status, ApiTexts.ofStatus(status)));
      return;
    }
    byte[] page =
        """
        <!doctype html>
        <html lang="ko"><meta charset="utf-8"><title>%1$d</title>
        <p>페이지를 열 수 없습니다. (%1$d)</p>
        <p lang="en">This page can't be opened. (%1$d)</p>
        </html>
        """
            .formatted(status)
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
