package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.route.Readiness;
import chatwarp.application.Application;
import chatwarp.application.instance.InstanceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The use cases of an application that starts later than what calls them. Until then each call
 * fails with {@link InstanceException.Starting}. Any thread may call.
 */
final class LateUseCases implements Readiness {
  private record Started(Application application, Readiness readiness) {}

  private volatile Optional<Started> started = Optional.empty();

  /** From now on calls reach the application. */
  void started(Application application, Readiness readiness) {
    started = Optional.of(new Started(application, readiness));
  }

  @Override
  public boolean ready() {
    return started.map(now -> now.readiness().ready()).orElse(false);
  }

  /**
   * One interface of the application. A proxy, so that a new use case needs no second spelling here
   * only because it may be called too early.
   */
  <T> T of(Class<T> useCases, Function<Application, T> find) {
    return useCases.cast(
        Proxy.newProxyInstance(
            useCases.getClassLoader(),
            new Class<?>[] {useCases},
            (_, method, arguments) -> {
              T target =
                  started
                      .map(now -> find.apply(now.application()))
                      .orElseThrow(InstanceException.Starting::new);
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
              }
            }));
  }
}
