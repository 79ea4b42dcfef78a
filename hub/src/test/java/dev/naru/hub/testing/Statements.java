package dev.naru.hub.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Notes every statement that the hub prepares, by the thread that prepares it, from the first
 * {@link #forget} on: a long run that asks for none must not keep them all.
 */
public final class Statements implements BeanPostProcessor {

  private final Map<Thread, List<String>> byThread = new ConcurrentHashMap<>();
  private volatile boolean noting;

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? noting(DataSource.class, source) : bean;
  }

  /** The statements of whichever thread has prepared one that contains this text. */
  public List<String> ofTheThreadThatSaid(String text) {
    return byThread.values().stream()
        .filter(said -> said.stream().anyMatch(sql -> sql.contains(text)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody said " + text));
  }

  public void forget() {
    noting = true;
    byThread.clear();
  }

  private <T> T noting(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (noting && method.getName().equals("prepareStatement")) {
                byThread
                    .computeIfAbsent(Thread.currentThread(), _ -> new CopyOnWriteArrayList<>())
                    .add(String.valueOf(arguments[0]));
              }
              Object result = call(method, real, arguments);
              return result instanceof Connection connection && type == DataSource.class
                  ? noting(Connection.class, connection)
                  : result;
            }));
  }

  private static Object call(Method method, Object real, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
