package dev.naru.hub.console;

import dev.naru.hub.user.Session.Kept;
import dev.naru.hub.user.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills the parameters of type {@link Visit} and {@link Form} of the console's controllers. */
final class ConsoleArguments implements HandlerMethodArgumentResolver {

  private final Sessions sessions;

  ConsoleArguments(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Visit.class
        || parameter.getParameterType() == Form.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request =
        Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    Visit visit = AccessCheck.visitOf(request);
    return parameter.getParameterType() == Visit.class ? visit : form(request, visit);
  }

  private Form form(HttpServletRequest request, Visit visit) {
    if (request.getMethod().equals("POST")) {
      return Form.of(Forms.of(request));
    }
    Optional<Kept> kept =
        visit.isSignedIn()
            ? visit.session().kept().filter(form -> form.page().equals(visit.path()))
            : Optional.empty();
    kept.ifPresent(_ -> sessions.forgetKept(visit.session()));
    return Form.of(kept.map(Kept::values).orElse(Map.of()));
  }
}
