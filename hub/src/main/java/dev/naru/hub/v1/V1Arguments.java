package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What V1's controllers take and give: a {@link Merchant} parameter asks for a token (so it stands
 * first), {@link Params} are read once, an {@link Answer} goes out in its envelope.
 */
final class V1Arguments implements WebMvcConfigurer {

  private static final String PARAMS = V1Arguments.class.getName() + ".params";

  private final Caller caller;

  V1Arguments(Caller caller) {
    this.caller = caller;
  }

  static Params paramsOf(HttpServletRequest request) throws IOException {
    Params params = (Params) request.getAttribute(PARAMS);
    if (params == null) {
      params = Params.of(request);
      request.setAttribute(PARAMS, params);
    }
    return params;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Resolver(Merchant.class, caller::of));
    resolvers.add(new Resolver(Params.class, V1Arguments::paramsOf));
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new AnswerSender());
  }

  private interface Reading {
    Object from(HttpServletRequest request) throws IOException;
  }

  private record Resolver(Class<?> type, Reading reading) implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == type && V1Paths.isOurs(parameter.getContainingClass());
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders)
        throws IOException {
      return reading.from(
          Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
  }

  private static final class AnswerSender implements HandlerMethodReturnValueHandler {

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
      return returnType.getParameterType() == Answer.class;
    }

    @Override
    public void handleReturnValue(
        @Nullable Object answer,
        MethodParameter returnType,
        ModelAndViewContainer container,
        NativeWebRequest request)
        throws IOException {
      container.setRequestHandled(true);
      Envelope.send(
          Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)),
          (Answer) Objects.requireNonNull(answer));
    }
  }
}
