package dev.naru.hub.v1.wire;

import dev.naru.hub.text.OuterSpace;
import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads a text in a path like {@link Params} reads a parameter: without the white space around it.
 */
@ControllerAdvice("dev.naru.hub.v1")
final class PathTexts {

  @InitBinder
  void strip(WebDataBinder binder) {
    binder.registerCustomEditor(
        String.class,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            setValue(OuterSpace.strip(text));
          }
        });
  }
}
