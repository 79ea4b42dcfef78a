package dev.naru.hub.v1.wire;

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
 * Fills the parameters of V1's controllers and sends what they return. A {@link Merchant} parameter
 * demands an access token, and it stands first so that a request without one is refused before
 * anything else is checked. {@link Params} are read once for each request, and an {@link
 * ApiResponse} is sent in V1's envelope.
 */
final class V1Arguments implements WebMvcConfigurer {

  private static final String PARAMS = V1Arguments.class.getName() + ".params";

  private final TokenAuthentication authentication;
  private final MerchantPlaces places;

  V1Arguments(TokenAuthentication authentication, MerchantPlaces places) {
    this.authentication = authentication;
    this.places = places;
  }

  private Merchant merchantOf(HttpServletRequest request) throws IOException {
    Merchant merchant = authentication.merchantOf(request);
    places.enter(request, merchant.id());
    return merchant;
  }

  /** The request's parameters; the body is read at the first call only. */
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
    resolvers.add(new Resolver(Merchant.class, this::merchantOf));
    resolvers.add(new Resolver(Params.class, V1Arguments::paramsOf));
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new ResponseSender());
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

  private static final class ResponseSender implements HandlerMethodReturnValueHandler {

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
      return returnType.getParameterType() == ApiResponse.class;
    }

    @Override
    public void handleReturnValue(
        @Nullable Object response,
        MethodParameter returnType,
        ModelAndViewContainer container,
        NativeWebRequest request)
        throws IOException {
      container.setRequestHandled(true);
      Envelope.send(
          Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
          Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)),
          (ApiResponse) Objects.requireNonNull(response));
    }
  }
}
