package io.github.registrationmail.smtp;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Parts of Vert.x that do nothing. */
final class Silent {

  private Silent() {}

  static Vertx vertx() {
    return of(Vertx.class, Map.of("getOrCreateContext", of(Context.class, Map.of())));
  }

  /** Does nothing, and has only these answers. */
  static <T> T of(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> 1;
                  default -> answers.get(method.getName());
                }));
  }
}
